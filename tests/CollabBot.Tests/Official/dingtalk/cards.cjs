// Makes, delivers, changes and streams cards through DingTalk's own API client, and tries what must be refused. Its only argument is the plan; prints one JSON object, a call each.
const oauth = require('@alicloud/dingtalk/oauth2_1_0');
const card = require('@alicloud/dingtalk/card_1_0');
const { plan, seen, config, once, step } = require('./steps.cjs');

const { appKey, appSecret, robotCode, group, person, template } = plan;

(async () => {
  const { accessToken } = await step('token', () => new oauth.default(config).getAccessToken(new oauth.GetAccessTokenRequest({ appKey, appSecret })));
  const cards = new card.default(config);
  const headers = type => Object.assign(new card[type + 'Headers']({}), { xAcsDingtalkAccessToken: accessToken });
  const call = (name, method, type, request) => step(name, () => cards[method + 'WithOptions'](new card[type + 'Request'](request), headers(type), once));

  const data = values => ({ cardParamMap: values });
  const inGroup = {
    openSpaceId: `dtv1.card//IM_GROUP.${group}`,
    imGroupOpenSpaceModel: { supportForward: true, lastMessageI18n: { ZH_CN: 'B-1' } },
    imGroupOpenDeliverModel: { robotCode, atUserIds: { [person]: 'Zhang' } },
  };
  const toPerson = {
    openSpaceId: `dtv1.card//im_robot.${person}`,
    imRobotOpenSpaceModel: { supportForward: false },
    imRobotOpenDeliverModel: { robotCode, spaceType: 'IM_ROBOT' },
  };
  const make = (name, more) => call(name, 'createAndDeliver', 'CreateAndDeliver', { cardTemplateId: template, outTrackId: name, callbackType: 'STREAM', cardData: data({ title: 'B-1', markdown: 'open' }), ...inGroup, ...more });

  await make('in a group');
  const button = { button1: '我来认领', line1: '卡点 认领 #B-1' };
  await make('to a person', { cardData: data({ title: 'B-1', markdown: 'open', ...button }), ...inGroup, imGroupOpenSpaceModel: undefined, imGroupOpenDeliverModel: undefined, ...toPerson });
  await make('in a group');
  seen['again'] = seen['in a group'];
  await make('own values', { privateData: { [person]: data({ title: 'yours' }) } });
  await make('a number', { cardData: data({ title: 1 }) });
  await make('no model', { imGroupOpenSpaceModel: undefined });
  await make('no delivery', { imGroupOpenDeliverModel: undefined });
  await make('nowhere', { openSpaceId: 'IM_GROUP.x' });
  await make('another group', { openSpaceId: 'dtv1.card//IM_GROUP.cidOther==' });
  await make('no template', { cardTemplateId: 'unknown.schema' });
  await make('http without address', { callbackType: 'HTTP', callbackRouteKey: 'judge' });
  await call('register', 'registerCallback', 'RegisterCallback', { callbackRouteKey: 'judge', callbackUrl: 'https://bot.example.com/cards', apiSecret: 'apisecret', forceUpdate: true });
  await call('register elsewhere', 'registerCallback', 'RegisterCallback', { callbackRouteKey: 'judge', callbackUrl: 'https://other.example.com/cards', apiSecret: 'x' });
  await make('http', { callbackType: 'HTTP', callbackRouteKey: 'judge' });

  await call('create', 'createCard', 'CreateCard', { cardTemplateId: template, outTrackId: 'two steps', callbackType: 'STREAM', cardData: data({ markdown: '' }), imGroupOpenSpaceModel: { supportForward: true } });
  await call('deliver', 'deliverCard', 'DeliverCard', { outTrackId: 'two steps', openSpaceId: inGroup.openSpaceId, imGroupOpenDeliverModel: { robotCode } });
  const stream = (name, more) => call(name, 'streamingUpdate', 'StreamingUpdate', { outTrackId: 'two steps', guid: name, key: 'markdown', content: 'half', isFull: true, isFinalize: false, ...more });
  await stream('stream');
  await stream('stream elsewhere', { outTrackId: 'unknown' });
  await stream('stream the title', { key: 'title' });
  await stream('stream the end', { content: 'whole', isFinalize: true });
  await stream('stream after the end', { content: 'more' });

  await call('by key', 'updateCard', 'UpdateCard', { outTrackId: 'own values', cardData: data({ markdown: 'claimed' }), cardUpdateOptions: { updateCardDataByKey: true } });
  await call('replaced', 'updateCard', 'UpdateCard', { outTrackId: 'in a group', cardData: data({ markdown: 'claimed' }) });
  await call('update nothing', 'updateCard', 'UpdateCard', { outTrackId: 'in a group' });
  await call('update unknown', 'updateCard', 'UpdateCard', { outTrackId: 'unknown', cardData: data({ markdown: 'x' }) });
  console.log(JSON.stringify(seen));
})();
