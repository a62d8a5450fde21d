import { setTimeout as pause } from 'node:timers/promises';
import { cpuMicroseconds, memory } from '../driver/process-cost.mjs';
import { quantile, spread } from '../driver/statistics.mjs';
import { number, withSpread } from '../report.mjs';
import { inTurn, withServers } from './servers.mjs';

const base = 'bottender';
const preparedEvents = 12_000;
const warmSliceMs = 700;
const settleMs = 100; // what a bot still does after its last reply is part of its cost

/**
 * The comparison to trust on a busy machine: all servers stay up and take turns of less than a second. Ratios are taken
 * within a round, runs a few seconds apart, and their median is shown.
 */
export async function slices(options) {
  const wanted = options.learners.flatMap((learners) => options.targets.map((name) => ({ name, learners })));
  return withServers(wanted, async (servers) => {
    for (const server of servers) await warmUp(server, options);

    const rounds = [];
    for (let round = 0; round < options.rounds; round += 1) rounds.push(await runRound(servers, round, options.sliceMs));
    const measured = servers.map((server) => describe(server, rounds));
    const tables = options.learners.map((learners) => table(measured, learners, options));
    return options.learners.length > 1 ? [...tables, growth(measured, options)] : tables;
  });
}

/** Until the functions of every server have been called often enough to be compiled: what counts is how many events, not how long. */
async function warmUp(server, { warmEvents, warmMs }) {
  const until = performance.now() + warmMs;
  for (let done = 0; done < warmEvents && performance.now() < until; ) done += (await runSlice(server, warmSliceMs)).done;
}

async function runRound(servers, round, ms) {
  const results = new Map();
  for (const server of inTurn(servers, round)) results.set(server, await runSlice(server, ms));
  return results;
}

async function runSlice({ load, supply, pid }, ms) {
  supply.prepare(preparedEvents);
  await load.renewConnections();
  const cpuBefore = cpuMicroseconds(pid);
  const { done, perSecond, acks, replies } = await load.closedLoop(ms);
  await pause(settleMs);
  const cpu = (cpuMicroseconds(pid) - cpuBefore) / done;
  return { done, perSecond, cpu, ackP99: quantile(acks, 0.99), replyP99: quantile(replies, 0.99) };
}

function describe(server, rounds) {
  const { name, learners, pid, startedInMs, load } = server;
  return { name, learners, startedInMs, faults: { ...load.faults }, memory: memory(pid), slices: rounds.map((round) => round.get(server)) };
}

function table(measured, learners, { rounds, sliceMs }) {
  const rows = measured.filter((row) => row.learners === learners);
  const compared = rows.find(({ name }) => name === base) ?? rows[0];
  const each = (row, of) => spread(row.slices.map(of));
  return {
    title: `${learners} known learners, 64 connections`,
    notes: [`${rounds} slices of ${sliceMs} ms each; median (quartiles); ratios within a round, against ${compared.name}`],
    columns: [
      ['server', ({ name }) => name],
      ['events/s', (row) => withSpread(each(row, (slice) => slice.perSecond))],
      [
        'throughput ×',
        (row) =>
          withSpread(
            each(row, (slice, round) => slice.perSecond / compared.slices[round].perSecond),
            2,
          ),
      ],
      ['CPU µs/event', (row) => withSpread(each(row, (slice) => slice.cpu))],
      [
        'CPU less by ×',
        (row) =>
          withSpread(
            each(row, (slice, round) => compared.slices[round].cpu / slice.cpu),
            2,
          ),
      ],
      ['answered p99 ms', (row) => number(each(row, (slice) => slice.ackP99).median, 1)],
      ['replied p99 ms', (row) => number(each(row, (slice) => slice.replyP99).median, 1)],
      ['memory MB (own)', (row) => `${number(row.memory.rssMb)} (${number(row.memory.ownMb)})`],
      ['start s', (row) => number(row.startedInMs / 1000, 1)],
      ['faults', (row) => String(Object.values(row.faults).reduce((sum, count) => sum + count, 0))],
    ],
    rows,
    raw: rows,
  };
}

/** What more known learners cost: the largest number against the smallest. */
function growth(measured, { learners }) {
  const [few, many] = [Math.min(...learners), Math.max(...learners)];
  const find = (name, count) => measured.find((row) => row.name === name && row.learners === count);
  const ratio = ({ large, small }, of) => spread(large.slices.map((slice, round) => of(slice) / of(small.slices[round])));
  const bytes = ({ large, small }, of) => ((of(large.memory) - of(small.memory)) * 2 ** 20) / (many - few);
  const rows = [...new Set(measured.map(({ name }) => name))].map((name) => ({ name, small: find(name, few), large: find(name, many) }));
  return {
    title: `${many} known learners against ${few}`,
    notes: ['Ratios within a round, median (quartiles); memory is what the process needs for itself, without mapped files'],
    columns: [
      ['server', ({ name }) => name],
      [
        'throughput ×',
        (row) =>
          withSpread(
            ratio(row, (slice) => slice.perSecond),
            2,
          ),
      ],
      [
        'CPU/event ×',
        (row) =>
          withSpread(
            ratio(row, (slice) => slice.cpu),
            2,
          ),
      ],
      [
        'answered p99 ×',
        (row) =>
          withSpread(
            ratio(row, (slice) => slice.ackP99),
            2,
          ),
      ],
      [
        'replied p99 ×',
        (row) =>
          withSpread(
            ratio(row, (slice) => slice.replyP99),
            2,
          ),
      ],
      ['bytes a learner', (row) => number(bytes(row, ({ ownMb }) => ownMb))],
      ['start s', (row) => `${number(row.small.startedInMs / 1000, 1)} → ${number(row.large.startedInMs / 1000, 1)}`],
    ],
    rows,
    raw: [],
  };
}
