import { halted } from '../campaign/halted.mjs';
import { killed } from '../campaign/killed.mjs';
import { queued } from '../campaign/queued.mjs';
import { steady } from '../campaign/steady.mjs';
import { number } from '../report.mjs';

const answersAfterMs = 150; // about what a platform takes: a process that is killed has sends under way
const chatShare = 0.08; // of the allowed rate: 20 a second beside 230 of the campaign

/** A campaign: how soon, how fast, what it costs those who chat, how a pause is felt, and what 20 × kill −9 do to it and to a queue of jobs. */
export async function campaign({ people, kills, rate, quick }) {
  const asked = { people, kills, perSecond: rate, answersAfterMs };
  const chatPerSecond = Math.ceil(rate * chatShare);
  const chat = quick ? { chatMs: 5_000, warmMs: 3_000 } : { chatMs: 60_000, warmMs: 30_000 };
  const calm = await told('steady', steady({ ...asked, ...chat, chatPerSecond }));
  const stopped = await told('halted', halted({ ...asked, people: Math.min(people, rate * 60) }));
  const runs = [
    { name: 'hieu-luat', ...(await told('killed', killed({ ...asked, loseEchoes: 0 }))) },
    { name: 'hieu-luat, 5 % of echoes lost', ...(await told('killed', killed({ ...asked, loseEchoes: 0.05 }))) },
  ];
  const jobs = await told('BullMQ', queued(asked));
  if (jobs !== undefined) runs.push({ name: 'BullMQ, a job for each recipient', ...jobs });
  return [calmTable(calm, stopped, { ...asked, chatPerSecond }), killTable(runs, asked)];
}

/** A run may take an hour: what is known stands before its end. */
async function told(name, run) {
  const result = await run;
  console.error(`${name}: ${JSON.stringify(result)}`);
  return result;
}

function calmTable(calm, stopped, { people, perSecond, chatPerSecond }) {
  const alone = (calm.before.p95 + calm.after.p95) / 2;
  const rows = [
    ['accepted', '≤ 500 ms', `${number(calm.acceptedInMs)} ms`],
    ['planned', '≤ 10 s for 100,000', `${number(calm.plannedInMs / 1000, 1)} s for ${calm.plan.people}`],
    ['of the allowed rate used', '≥ 95 %', `${number((calm.perSecondUsed / perSecond) * 100, 1)} %`],
    ['most in a sliding second', `≤ ${perSecond}`, `${calm.peak}, ${calm.refused} refused`],
    [
      'reply p95, campaign against none',
      '≤ 1.2 ×',
      `${number(calm.during.p95 / alone, 2)} × (${number(alone)} → ${number(calm.during.p95)} ms)`,
    ],
    ['last message after a pause', '≤ 1 s', `${number(Math.max(...stopped.paused))} ms (worst of ${stopped.paused.length})`],
    ['first message after going on', '≤ 1 s', `${number(Math.max(...stopped.resumed))} ms (worst of ${stopped.resumed.length})`],
    ['last message after a cancel', '≤ 1 s', `${number(stopped.cancelled)} ms`],
    ['own memory at the start and after each quarter, MB', 'flat', calm.memory.map((mb) => number(mb)).join(', ')],
    ['missed, twice', '0, 0', `${calm.missed}, ${calm.twice}`],
  ];
  return {
    title: `A campaign to ${people} people at ${perSecond} a second, ${chatPerSecond} people a second chatting`,
    columns: [
      ['what', ([what]) => what],
      ['target', ([, target]) => target],
      ['measured', ([, , measured]) => measured],
    ],
    rows,
    raw: { calm, stopped },
  };
}

function killTable(rows, { people, perSecond, kills }) {
  return {
    title: `The same under ${kills} × kill −9`,
    notes: [
      `${people} people, ${perSecond} a second, the platform answers after ${answersAfterMs} ms; the broker of the queue is never killed`,
    ],
    columns: [
      ['program', ({ name }) => name],
      ['messaged twice', ({ twice }) => String(twice)],
      ['missed', ({ missed }) => String(missed)],
      ['of all, listed as unknown or failed', ({ rows: found, jobs }) => String(found?.['dropped unknown'] ?? jobs?.failed ?? 0)],
      ['most in a sliding second', ({ peak, refused }) => `${peak}, ${refused} refused`],
      ['seconds', ({ seconds }) => number(seconds)],
      ['away each time, s', ({ downMs }) => number(downMs.reduce((sum, ms) => sum + ms, 0) / 1000 / Math.max(1, downMs.length), 1)],
    ],
    rows,
    raw: rows,
  };
}
