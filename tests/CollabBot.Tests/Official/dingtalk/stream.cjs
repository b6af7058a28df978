// Holds the stream with DingTalk's own client and says what arrives. Its addresses are constants, so the one of the gateway is turned to the simulator. Its only argument is the plan.
const axios = require('axios');
const { DWClient, EventAck, TOPIC_ROBOT } = require('dingtalk-stream');

const { address, clientId, clientSecret } = JSON.parse(process.argv[2]);
axios.interceptors.request.use(request => ({ ...request, url: request.url.replace(/^https:\/\/(api|oapi)\.dingtalk\.com/, address) }));
const say = what => console.log(JSON.stringify(what));
console.info = () => {};
const client = new DWClient({ clientId, clientSecret });
client.registerCallbackListener(TOPIC_ROBOT, frame => {
  const message = JSON.parse(frame.data);
  say({ name: 'message', text: message.text.content, chat: message.conversationId, type: typeof frame.data });
  client.socketCallBackResponse(frame.headers.messageId, { msgtype: 'empty' });
});
client.registerAllEventListener(frame => {
  say({ name: 'event', type: frame.headers.eventType, data: typeof frame.data });
  return { status: EventAck.SUCCESS };
});
client.connect();
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
