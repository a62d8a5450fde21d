import { startSendApi } from '../driver/send-api.mjs';
import { quantile, sorted } from '../driver/statistics.mjs';
import { number } from '../report.mjs';
import { startTarget } from '../targets/start-target.mjs';
import { reachedPeople } from '../targets/targets.mjs';
import { signIn } from './console-visitor.mjs';

const unmeasuredVisits = 3;

/** How long an officer waits for a page, with few people counted and with many: it must not depend on how many there are. */
export async function figures({ learners, visits }) {
  const rows = [];
  for (const people of learners) rows.push(...(await measure(people, visits)));
  return [
    {
      title: "The officer's pages",
      notes: [`One province, 40 communes, 400 organisations; ${visits} visits one after the other`],
      columns: [
        ['people counted', ({ people }) => String(people)],
        ['page', ({ page }) => page],
        ['median ms', ({ times }) => number(quantile(times, 0.5), 1)],
        ['p99 ms', ({ times }) => number(quantile(times, 0.99), 1)],
        ['KB', ({ bytes }) => number(bytes / 1024)],
      ],
      rows,
      raw: rows,
    },
  ];
}

async function measure(people, visits) {
  const sendApi = await startSendApi();
  const running = await startTarget({ ...reachedPeople, learners: people, secret: 'bench-app-secret', sendApi: sendApi.origin });
  try {
    const visitor = await signIn(`http://127.0.0.1:${running.port}`);
    const pages = await visitor.findPages();
    const rows = [];
    for (const [page, path] of Object.entries(pages)) rows.push({ people, page, ...(await visit(visitor, path, visits)) });
    return rows;
  } finally {
    sendApi.close();
    await running.stop();
  }
}

async function visit(visitor, path, visits) {
  for (let unmeasured = 0; unmeasured < unmeasuredVisits; unmeasured += 1) await visitor.get(path);

  const times = [];
  let bytes = 0;
  for (let round = 0; round < visits; round += 1) {
    const startedAt = performance.now();
    bytes = Buffer.byteLength(await visitor.get(path));
    times.push(performance.now() - startedAt);
  }
  return { times: sorted(times), bytes };
}
