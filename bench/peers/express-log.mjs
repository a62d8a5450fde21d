import express from 'express';
import { WEBHOOK } from '../contract.mjs';
import { acceptBody } from './durable-quiz.mjs';
import { port, sayReady } from './environment.mjs';
import { checkedJson } from './express-json.mjs';

/** Bare Express 5 before a durable log: what most people would write. */
const app = express();
app.disable('x-powered-by');
app.use(checkedJson());
app.post(WEBHOOK, async (request, response) => {
  await acceptBody(request.body);
  response.status(200).send('EVENT_RECEIVED');
});
app.use((error, _request, response, _next) => response.status(error.status ?? 500).end());
app.listen(port, '127.0.0.1', sayReady);
