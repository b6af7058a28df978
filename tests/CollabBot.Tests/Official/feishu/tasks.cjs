// Keeps tasks as any bot written with Feishu's own client would; prints one JSON object: what each call answered, or the code it was refused with
const lark = require('@larksuiteoapi/node-sdk');
const plan = JSON.parse(process.argv[2]);
const client = new lark.Client({ appId: plan.appId, appSecret: plan.appSecret, domain: plan.domain, loggerLevel: lark.LoggerLevel.fatal });
const tasks = client.task.v2.task;
const params = { user_id_type: 'open_id' };

const results = {};
async function step(name, call) {
  try {
    results[name] = (await call()) ?? null;
  } catch (problem) {
    results[name] = { status: problem.response?.status, ...(problem.response?.data ?? { failed: String(problem) }) };
  }
  return results[name];
}

const task = (more = {}) => ({
  summary: 'Unblock the payment', description: 'how', due: { timestamp: '1767000000000', is_all_day: true }, members: [{ id: plan.person, type: 'user', role: 'assignee' }], client_token: 'daa2237f-8310', ...more,
});

async function everything() {
  const made = await step('create', () => tasks.create({ params, data: task() }));
  await step('createAgain', () => tasks.create({ params, data: task() }));
  const path = { task_guid: made.data.task.guid };
  await step('patch', () => tasks.patch({ path, params, data: { task: { summary: 'Unblock it' }, update_fields: ['summary', 'due'] } }));
  await step('complete', () => tasks.patch({ path, params, data: { task: { completed_at: '1767000000001' }, update_fields: ['completed_at'] } }));
  await step('completeAgain', () => tasks.patch({ path, params, data: { task: { completed_at: '1767000000002' }, update_fields: ['completed_at'] } }));
  await step('get', () => tasks.get({ path, params }));
  await step('noSummary', () => tasks.create({ params, data: task({ summary: '', client_token: 'another-token' }) }));
  await step('longSummary', () => tasks.create({ params, data: task({ summary: 'x'.repeat(3001), client_token: 'another-token' }) }));
  await step('seconds', () => tasks.create({ params, data: task({ due: { timestamp: '1767000000' }, client_token: 'another-token' }) }));
  await step('userId', () => tasks.create({ params, data: task({ members: [{ id: 'manager4220', role: 'assignee' }], client_token: 'another-token' }) }));
  await step('shortToken', () => tasks.create({ params, data: task({ client_token: 'short' }) }));
  await step('unknownField', () => tasks.patch({ path, params, data: { task: {}, update_fields: ['members'] } }));
  await step('delete', () => tasks.delete({ path }));
  await step('deleteAgain', () => tasks.delete({ path }));
  await step('subscribe', () => client.request({ method: 'POST', url: '/open-apis/task/v2/task_v2/task_subscription', params, data: {} }));
}

everything().then(() => console.log(JSON.stringify(results)));
