import { Worker } from 'bullmq';
import { PAGE_TOKEN } from '../../contract.mjs';
import { sayReady, sendApi } from '../environment.mjs';
import { connection, queueName } from './connection.mjs';

/** What products usually do: a job for each recipient, a limiter for all of them, another try after a failure. */
const limiter = { max: Number(process.env.PER_SECOND), duration: 1000 };
const worker = new Worker(queueName, ({ data }) => send(data), { connection, limiter, concurrency: 100 });
await worker.waitUntilReady();
sayReady();

async function send({ to, text }) {
  const response = await fetch(`${sendApi}/v23.0/me/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${PAGE_TOKEN}` },
    body: JSON.stringify({ recipient: { id: to }, messaging_type: 'UPDATE', message: { text } }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`the platform answered ${response.status}`);
  return (await response.json()).message_id;
}
