import { ActivityHandler, ConversationState, MemoryStorage } from 'botbuilder';
import facebook from 'botbuilder-adapter-facebook';
import facebookApi from 'botbuilder-adapter-facebook/lib/facebook_api.js';
import express from 'express';
import request from 'request';
import { learnerId, PAGE_TOKEN, WEBHOOK } from '../contract.mjs';
import { newSession, seededSession, takeStep } from '../quiz.mjs';
import { learners, port, sayReady, secret, sendApi } from './environment.mjs';
import { checkedJson } from './express-json.mjs';

/** The adapter's client as it is, with another host: its own is written into it. */
class Api extends facebookApi.FacebookAPI {
  callAPI(path, method, body) {
    const proof = this.getAppSecretProof(this.token, this.secret);
    const uri = `${sendApi}/${this.api_version}${path}?access_token=${this.token}&appsecret_proof=${proof}`;
    return new Promise((resolve, reject) => {
      request({ method, uri, body, json: true }, (error, _response, answer) => (error ? reject(error) : resolve(answer)));
    });
  }
}

/** The adapter knows only the SHA-1 header; `checkedJson` has made the bench's one check before it is called. */
class Adapter extends facebook.FacebookAdapter {
  async getAPI() {
    return new Api(PAGE_TOKEN, secret);
  }

  async verifySignature() {
    return true;
  }
}

const memory = {};
for (let index = 0; index < learners; index += 1) {
  memory[`facebook/conversations/${learnerId(index)}/`] = JSON.stringify({ quiz: seededSession(index), eTag: String(index) });
}
const state = new ConversationState(new MemoryStorage(memory));
const quiz = state.createProperty('quiz');

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  const session = await quiz.get(context, newSession());
  await context.sendActivity(takeStep(session, context.activity.text));
  await next();
});

const adapter = new Adapter({ verify_token: 'bench', app_secret: secret, access_token: PAGE_TOKEN });
const app = express();
app.disable('x-powered-by');
app.use(checkedJson());
app.post(WEBHOOK, async (incoming, response) => {
  await adapter.processActivity(incoming, response, async (context) => {
    await bot.run(context);
    await state.saveChanges(context, false);
  });
});
app.use((error, _request, response, _next) => response.status(error.status ?? 500).end());
app.listen(port, '127.0.0.1', sayReady);
