import http from 'node:http';
import { PAGE_TOKEN } from '../contract.mjs';
import { sendApi } from './environment.mjs';

const { hostname, port } = new URL(sendApi);
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
const path = `/v12.0/me/messages?access_token=${PAGE_TOKEN}`;

/** The Send API call of the bots that have no framework to make it for them. */
export function sendText(to, text) {
  const body = Buffer.from(JSON.stringify({ recipient: { id: to }, messaging_type: 'RESPONSE', message: { text } }));
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, agent, method: 'POST', path, headers }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode < 300 ? resolve() : reject(new Error(`the Send API said ${response.statusCode}`))));
    });
    request.on('error', reject);
    request.end(body);
  });
}
