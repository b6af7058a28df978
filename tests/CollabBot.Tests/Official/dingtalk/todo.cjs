// Keeps to-dos through DingTalk's own API client, and makes the usual mistakes. Its only argument is the plan; prints one JSON object, a call each.
const oauth = require('@alicloud/dingtalk/oauth2_1_0');
const todo = require('@alicloud/dingtalk/todo_1_0');
const { plan, seen, config, once, step } = require('./steps.cjs');

const { appKey, appSecret, union, staff } = plan;

(async () => {
  const token = await step('token', () => new oauth.default(config).getAccessToken(new oauth.GetAccessTokenRequest({ appKey, appSecret })));
  const todos = new todo.default(config);
  const headers = type => Object.assign(new type({}), { xAcsDingtalkAccessToken: token.accessToken });
  const detailUrl = { appUrl: 'https://bot.example.com', pcUrl: 'https://bot.example.com' };
  const create = (who, more = {}) => todos.createTodoTaskWithOptions(
    who, new todo.CreateTodoTaskRequest({ operatorId: who, subject: 'Fix it', creatorId: who, executorIds: [who], sourceId: 'B-1', detailUrl: new todo.CreateTodoTaskRequestDetailUrl(detailUrl), ...more }), headers(todo.CreateTodoTaskHeaders), once);
  const update = (id, change) => todos.updateTodoTaskWithOptions(union, id, new todo.UpdateTodoTaskRequest({ operatorId: union, ...change }), headers(todo.UpdateTodoTaskHeaders), once);
  const query = isDone => todos.queryOrgTodoTasksWithOptions(union, new todo.QueryOrgTodoTasksRequest({ isDone, roleTypes: [['executor']] }), headers(todo.QueryOrgTodoTasksHeaders), once);
  const remove = id => todos.deleteTodoTaskWithOptions(union, id, new todo.DeleteTodoTaskRequest({ operatorId: union }), headers(todo.DeleteTodoTaskHeaders), once);

  const { id } = await step('create', () => create(union));
  await step('create again', () => create(union));
  await step('by staff id', () => create(staff, { sourceId: 'B-2' }));
  await step('without a link', () => create(union, { sourceId: 'B-2', detailUrl: undefined }));
  await step('too long', () => create(union, { sourceId: 'B-2', subject: 'x'.repeat(1025) }));
  await step('past', () => create(union, { sourceId: 'B-2', dueTime: 1000 }));
  await step('open', () => query(false));
  await step('update', () => update(id, { subject: 'Fix it now', done: true }));
  await step('done', () => query(true));
  await step('delete', () => remove(id));
  await step('delete again', () => remove(id));
  await step('update what is gone', () => update(id, { done: true }));
  console.log(JSON.stringify(seen));
})();
