import { quantile, spread } from '../driver/statistics.mjs';
import { number, withSpread } from '../report.mjs';
import { inTurn, withServers } from './servers.mjs';

const base = 'express + log';
const perSecond = 400;
const warmMs = 2000;

/** How long a webhook waits for its answer, and the learner for the reply, when events come at their own pace. */
export async function fixedRate(options) {
  const learners = Math.max(...options.learners);
  const wanted = options.targets.map((name) => ({ name, learners }));
  return withServers(wanted, async (servers) => {
    for (const server of servers) await runAtRate(server, warmMs);

    const rounds = [];
    for (let round = 0; round < options.rateRounds; round += 1) rounds.push(await runRound(servers, round, options.rateMs));
    const rows = servers.map((server) => ({
      name: server.name,
      faults: { ...server.load.faults },
      windows: rounds.map((results) => results.get(server)),
    }));
    return [table(rows, learners, options)];
  });
}

async function runRound(servers, round, ms) {
  const results = new Map();
  for (const server of inTurn(servers, round)) results.set(server, await runAtRate(server, ms));
  return results;
}

async function runAtRate({ load, supply }, ms) {
  supply.prepare((perSecond * ms) / 1000);
  const { acks, replies } = await load.fixedRate(perSecond, ms);
  return { ack: latency(acks), reply: latency(replies) };
}

const latency = (ascending) => ({ p50: quantile(ascending, 0.5), p99: quantile(ascending, 0.99), max: ascending.at(-1) });

function table(rows, learners, { rateRounds, rateMs }) {
  const compared = rows.find(({ name }) => name === base) ?? rows[0];
  const each = (row, of) => spread(row.windows.map(of));
  const worst = (row, of) => Math.max(...row.windows.map(of));
  return {
    title: `${perSecond} events/s, ${learners} known learners`,
    notes: [
      `${rateRounds} windows of ${rateMs / 1000} s; ms from the moment an event was due; median (quartiles); ratio within a round, against ${compared.name}`,
    ],
    columns: [
      ['server', ({ name }) => name],
      [
        'answered p50',
        (row) =>
          withSpread(
            each(row, ({ ack }) => ack.p50),
            1,
          ),
      ],
      [
        'answered p99',
        (row) =>
          withSpread(
            each(row, ({ ack }) => ack.p99),
            1,
          ),
      ],
      [
        'p99 ×',
        (row) =>
          withSpread(
            each(row, ({ ack }, round) => ack.p99 / compared.windows[round].ack.p99),
            2,
          ),
      ],
      [
        'answered worst',
        (row) =>
          number(
            worst(row, ({ ack }) => ack.max),
            0,
          ),
      ],
      [
        'replied p50',
        (row) =>
          withSpread(
            each(row, ({ reply }) => reply.p50),
            1,
          ),
      ],
      [
        'replied p99',
        (row) =>
          withSpread(
            each(row, ({ reply }) => reply.p99),
            1,
          ),
      ],
      [
        'replied worst',
        (row) =>
          number(
            worst(row, ({ reply }) => reply.max),
            0,
          ),
      ],
      ['faults', (row) => String(Object.values(row.faults).reduce((sum, count) => sum + count, 0))],
    ],
    rows,
    raw: rows,
  };
}
