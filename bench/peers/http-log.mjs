import http from 'node:http';
import { WEBHOOK } from '../contract.mjs';
import { acceptBody } from './durable-quiz.mjs';
import { port, sayReady } from './environment.mjs';
import { isGenuine } from './signature.mjs';

/** Bare node:http before a durable log: about the least that one Node process can do for an event. */
const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    response.statusCode = await answer(request, Buffer.concat(chunks));
    response.end('EVENT_RECEIVED');
  });
});

async function answer(request, rawBody) {
  if (request.method !== 'POST' || request.url !== WEBHOOK) return 404;
  if (!isGenuine(rawBody, request.headers['x-hub-signature-256'])) return 403;
  try {
    await acceptBody(JSON.parse(rawBody.toString('utf8')));
    return 200;
  } catch (error) {
    return error instanceof SyntaxError ? 400 : 500;
  }
}

server.listen(port, '127.0.0.1', sayReady);
