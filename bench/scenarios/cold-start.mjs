import { memory } from '../driver/process-cost.mjs';
import { startSendApi } from '../driver/send-api.mjs';
import { spread } from '../driver/statistics.mjs';
import { number, withSpread } from '../report.mjs';
import { startTarget } from '../targets/start-target.mjs';
import { targets } from '../targets/targets.mjs';

const measured = 'hieu-luat';

/** From the start of the process until it takes webhooks, on a store that is there. The first start is shown with the others. */
export async function coldStart({ learners, starts }) {
  const rows = [];
  for (const count of learners) rows.push(await measure(count, starts));
  return [
    {
      title: 'Start on a store that is there',
      notes: [`${starts} starts each; median (quartiles)`],
      columns: [
        ['known learners', ({ count }) => String(count)],
        ['ready after s', (row) => withSpread(spread(row.runs.map(({ ms }) => ms / 1000)), 2)],
        ['own memory MB', (row) => number(spread(row.runs.map(({ ownMb }) => ownMb)).median)],
      ],
      rows,
      raw: rows,
    },
  ];
}

async function measure(count, starts) {
  const sendApi = await startSendApi();
  const runs = [];
  for (let start = 0; start < starts; start += 1) {
    const running = await startTarget({ ...targets[measured], learners: count, secret: 'bench-app-secret', sendApi: sendApi.origin });
    runs.push({ ms: running.startedInMs, ownMb: memory(running.pid).ownMb });
    await running.stop();
  }
  sendApi.close();
  return { count, runs };
}
