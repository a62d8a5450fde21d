const { bottender } = require('bottender');
const express = require('express');
const { port, sayReady } = require('../environment.mjs');
const { seedSessions } = require('./sessions');

/** Bottender as its documentation shows it with a server of one's own, here Express 5 as for the others. */
async function start() {
  process.chdir(__dirname); // it looks for its configuration and for index.js there
  await seedSessions();
  const app = bottender({ dev: false });
  const handle = app.getRequestHandler();
  await app.prepare();

  const server = express();
  server.disable('x-powered-by');
  server.use(express.json({ limit: '1mb', verify: keepRawBody }));
  server.all('/*any', (request, response) => handle(request, response));
  server.listen(port, '127.0.0.1', sayReady);
}

function keepRawBody(request, _response, rawBody) {
  request.rawBody = rawBody;
}

start();
