import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSendApi } from '../driver/send-api.mjs';
import { quantile, sorted } from '../driver/statistics.mjs';
import { number } from '../report.mjs';
import { onCpu, serverCpu } from '../targets/pin.mjs';
import { startTarget } from '../targets/start-target.mjs';
import { reachedPeople } from '../targets/targets.mjs';
import { signIn } from './console-visitor.mjs';

const unmeasuredVisits = 3;

/** How long an officer waits for a page, with few people counted and with many: it must not depend on how many there are. */
export async function figures({ learners, visits, ledger }) {
  const counted = ofLedger(ledger, visits);
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
    ...counted,
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

const script = fileURLToPath(new URL('../reach.mjs', import.meta.url));

/** A province's ledger of five years in a process of its own: counting it anew, and every figure of its plan. */
function ofLedger(people, visits) {
  const [command, ...args] = onCpu(serverCpu, [process.execPath, '--max-old-space-size=8192', script, `${people}`, `${visits}`]);
  const { status, stdout } = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
  if (status !== 0) throw new Error('bench/reach.mjs failed');
  const { figures: read, ...counted } = JSON.parse(stdout);
  const notes = [`One province, 2,000 organisations, five years, ${people} people, ${counted.rows} ledger rows`];
  return [
    {
      title: 'The ledger counted anew',
      notes: [...notes, 'The second time after three more people came by the usual way: what differs then would be a fault'],
      columns: [
        ['first s', ({ rebuildMs }) => number(rebuildMs / 1000, 1)],
        ['again s', ({ againMs }) => number(againMs / 1000, 1)],
        ['rows that differ', ({ differing }) => String(differing)],
      ],
      rows: [counted],
      raw: [counted],
    },
    {
      title: 'Every figure of a plan',
      notes: [...notes, `${visits} times one after the other, after three that are not measured`],
      columns: [
        ['figure', ({ figure }) => figure],
        ['median ms', ({ medianMs }) => number(medianMs, 1)],
        ['worst ms', ({ worstMs }) => number(worstMs, 1)],
      ],
      rows: read,
      raw: read,
    },
  ];
}
