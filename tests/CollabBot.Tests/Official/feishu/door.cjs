// Opens Feishu's own webhook door on a free port; prints the port, then a JSON line for every event that got through the decryption and the signature
const http = require('node:http');
const lark = require('@larksuiteoapi/node-sdk');
const plan = JSON.parse(process.argv[2]);
const say = line => console.log(JSON.stringify(line));

const dispatcher = new lark.EventDispatcher({ encryptKey: plan.encryptKey, verificationToken: plan.verificationToken, loggerLevel: lark.LoggerLevel.fatal }).register({
  'im.message.receive_v1': async data => say({ heard: JSON.parse(data.message.content).text }),
  'card.action.trigger': async data => {
    say({ pressed: data.action.value, form: data.action.form_value });
    return { toast: { type: 'success', content: 'pressed' } };
  },
});

const server = http.createServer();
server.on('request', lark.adaptDefault('/events', dispatcher, { autoChallenge: true }));
server.listen(0, '127.0.0.1', () => say({ port: server.address().port, opened: new lark.AESCipher(plan.encryptKey).decrypt(plan.closed) }));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
