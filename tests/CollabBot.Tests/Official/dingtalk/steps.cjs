// What the scripts that call DingTalk's API share: the plan, the client's settings, and a note of how each call ended.
const OpenApi = require('@alicloud/openapi-client');
const Util = require('@alicloud/tea-util');

const plan = JSON.parse(process.argv[2]);
const seen = {};
const config = new OpenApi.Config({});
Object.assign(config, { protocol: 'http', regionId: 'central', endpoint: plan.endpoint });
const once = new Util.RuntimeOptions({});

async function step(name, call) {
  try {
    const { body } = await call();
    seen[name] = { code: 'ok', body: body ?? null };
    return body;
  } catch (error) {
    seen[name] = { code: error.code ?? 'none', text: error.message };
    return null;
  }
}

module.exports = { plan, seen, config, once, step };
