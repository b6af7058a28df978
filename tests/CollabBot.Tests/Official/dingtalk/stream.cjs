// Holds the stream with DingTalk's own client and says what arrives. Its addresses are constants, so the one of the gateway is turned to the simulator. Its only argument is the plan.
const axios = require('axios');
const { DWClient, EventAck, TOPIC_CARD, TOPIC_ROBOT } = require('dingtalk-stream');

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
client.registerCallbackListener(TOPIC_CARD, frame => {
  const press = JSON.parse(frame.data);
  const { actionIds, params } = JSON.parse(press.content).cardPrivateData;
  say({ name: 'press', card: press.outTrackId, person: press.userId, line: params.line, button: actionIds[0] });
  client.socketCallBackResponse(frame.headers.messageId, {
    cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
    cardData: { cardParamMap: { markdown: 'claimed' } },
    userPrivateData: { cardParamMap: { button1: 'yours' } },
  });
});
client.registerAllEventListener(frame => {
  say({ name: 'event', type: frame.headers.eventType, data: typeof frame.data });
  return { status: EventAck.SUCCESS };
});
client.connect();
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
