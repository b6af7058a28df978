// Calls the platform as any bot written with Feishu's own client would; prints one JSON object: what each call answered, or the code it was refused with
const lark = require('@larksuiteoapi/node-sdk');
const plan = JSON.parse(process.argv[2]);
const client = new lark.Client({ appId: plan.appId, appSecret: plan.appSecret, domain: plan.domain, loggerLevel: lark.LoggerLevel.fatal });

const text = words => JSON.stringify({ text: words });
const card = words => JSON.stringify({ schema: '2.0', config: { update_multi: true }, body: { elements: [{ tag: 'markdown', content: words }] } });
const send = (receiveId, msgType, content, more = {}) =>
  client.im.message.create({ params: { receive_id_type: 'chat_id' }, data: { receive_id: receiveId, msg_type: msgType, content, ...more } });

const results = {};
async function step(name, call) {
  try {
    results[name] = (await call()) ?? null;
  } catch (problem) {
    results[name] = { status: problem.response?.status, ...(problem.response?.data ?? { failed: String(problem) }) };
  }
  return results[name];
}

async function everything() {
  const sent = await step('send', () => send(plan.chat, 'text', text('hello'), { uuid: 'official-1' }));
  await step('sendAgain', () => send(plan.chat, 'text', text('hello'), { uuid: 'official-1' }));
  await step('reply', () => client.im.message.reply({ path: { message_id: sent.data.message_id }, data: { msg_type: 'text', content: text('and hello to you'), reply_in_thread: true } }));
  const shown = await step('card', () => send(plan.chat, 'interactive', card('first')));
  await step('patch', () => client.im.message.patch({ path: { message_id: shown.data.message_id }, data: { content: card('second') } }));
  await step('direct', () => client.im.message.create({ params: { receive_id_type: 'open_id' }, data: { receive_id: plan.person, msg_type: 'text', content: text('psst') } }));
  await step('edit', () => client.im.message.update({ path: { message_id: sent.data.message_id }, data: { msg_type: 'text', content: text('hello again') } }));
  await step('editCard', () => client.im.message.update({ path: { message_id: shown.data.message_id }, data: { msg_type: 'text', content: text('no card') } }));
  await step('react', () => client.im.messageReaction.create({ path: { message_id: plan.heard }, data: { reaction_type: { emoji_type: 'SMILE' } } }));
  await step('reactions', () => client.im.messageReaction.list({ path: { message_id: plan.heard }, params: { page_size: 10 } }));
  const mistake = await step('mistake', () => send(plan.chat, 'text', text('mistake')));
  await step('recall', () => client.im.message.delete({ path: { message_id: mistake.data.message_id } }));
  await step('recallAgain', () => client.im.message.delete({ path: { message_id: mistake.data.message_id } }));
  await step('notJson', () => send(plan.chat, 'text', 'hello'));
  await step('wrongId', () => send('ou_1', 'text', text('hello')));
  await step('wrongCard', () => send(plan.chat, 'interactive', JSON.stringify({ schema: '2.0', body: { elements: [{ tag: 'note' }] } })));
  await step('read', () => client.im.message.get({ path: { message_id: plan.heard } }));
  await step('bot', () => client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }));
  await step('chats', () => everyPage(token => client.im.chat.list({ params: { page_size: 2, page_token: token } })));
  await step('members', () => client.im.chatMembers.get({ path: { chat_id: plan.chat }, params: { member_id_type: 'open_id', page_size: 50 } }));
  await step('departments', () => client.contact.department.children({ path: { department_id: '0' }, params: { fetch_child: true, page_size: 10 } }));
  await step('people', () => client.contact.user.findByDepartment({ params: { department_id: plan.department, page_size: 10 } }));
  await step('batch', () => client.contact.user.batch({ params: { user_ids: [plan.person], user_id_type: 'open_id' } }));
  await step('unknownPath', () => client.request({ method: 'GET', url: '/open-apis/im/v1/nothing' }));
  await step('wrongMethod', () => client.request({ method: 'DELETE', url: '/open-apis/im/v1/chats' }));
}

async function everyPage(call) {
  const items = [];
  for (let token; ;) {
    const { data } = await call(token);
    items.push(...data.items.map(item => item.chat_id));
    if (!data.has_more) return items;
    token = data.page_token;
  }
}

everything().then(() => console.log(JSON.stringify(results)));
