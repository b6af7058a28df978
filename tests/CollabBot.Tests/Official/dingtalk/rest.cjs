// Asks the simulator, through DingTalk's own API client, for what the bot uses and for what must be refused. Its only argument is the plan; prints one JSON object, a call each.
const oauth = require('@alicloud/dingtalk/oauth2_1_0');
const robot = require('@alicloud/dingtalk/robot_1_0');
const { plan, seen, config, once, step } = require('./steps.cjs');

const { appKey, appSecret, robotCode, group, person } = plan;

(async () => {
  const tokens = new oauth.default(config);
  const token = await step('token', () => tokens.getAccessToken(new oauth.GetAccessTokenRequest({ appKey, appSecret })));
  await step('wrong secret', () => tokens.getAccessToken(new oauth.GetAccessTokenRequest({ appKey, appSecret: 'wrong' })));

  const robots = new robot.default(config);
  const headers = (type, value) => Object.assign(new type({}), { xAcsDingtalkAccessToken: value });
  const toPeople = (value, userIds, msgParam = '{"content":"hello"}') =>
    robots.batchSendOTOWithOptions(new robot.BatchSendOTORequest({ robotCode, userIds, msgKey: 'sampleText', msgParam }), headers(robot.BatchSendOTOHeaders, value), once);
  const toGroup = (openConversationId, msgKey, msgParam) =>
    robots.orgGroupSendWithOptions(new robot.OrgGroupSendRequest({ robotCode, openConversationId, msgKey, msgParam }), headers(robot.OrgGroupSendHeaders, token.accessToken), once);
  await step('to a person', () => toPeople(token.accessToken, [person]));
  await step('to nobody', () => toPeople(token.accessToken, ['nobody']));
  await step('stale token', () => toPeople('stale', [person]));
  await step('to a group', () => toGroup(group, 'sampleActionCard', JSON.stringify({ title: 't', text: 'x', singleTitle: 'go', singleURL: 'dtmd://dingtalkclient/sendMessage?content=x' })));
  await step('to another group', () => toGroup(group.toLowerCase() + 'x', 'sampleText', '{"content":"x"}'));
  await step('bad message', () => toGroup(group, 'sampleNonsense', '{}'));
  console.log(JSON.stringify(seen));
})();
