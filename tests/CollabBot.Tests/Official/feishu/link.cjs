// Keeps a long connection open with Feishu's own client; prints a JSON line for everything that happens and ends when its input does
const lark = require('@larksuiteoapi/node-sdk');
const plan = JSON.parse(process.argv[2]);
const say = line => console.log(JSON.stringify(line));

const dispatcher = new lark.EventDispatcher({ loggerLevel: lark.LoggerLevel.fatal }).register({
  'im.message.receive_v1': async data => {
    const { text } = JSON.parse(data.message.content);
    say({ heard: text.length > 100 ? text.length : text, from: data.sender.sender_id.open_id });
    if (text === 'fail') throw new Error('asked to fail');
  },
  'card.action.trigger': async data => {
    say({ pressed: data.action.value, by: data.operator.open_id });
    return { toast: { type: 'success', content: 'pressed' } };
  },
});

const socket = new lark.WSClient({
  appId: plan.appId,
  appSecret: plan.appSecret,
  domain: plan.domain,
  loggerLevel: lark.LoggerLevel.fatal,
  onReady: () => say({ state: 'ready' }),
  onError: problem => say({ state: 'error', problem: String(problem?.message ?? problem) }),
  onReconnected: () => say({ state: 'reconnected' }),
});
socket.start({ eventDispatcher: dispatcher });
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
