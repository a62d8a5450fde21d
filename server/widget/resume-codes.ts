import { type Connection, type Model, trusted } from 'mongoose';
import { type Keys, keyedHash } from '../keys';
import { type ResumeCodeRow, resumeCodes } from '../storage/collections/resume-codes';

export type CodeCheck = { readonly result: 'right' | 'wrong' } | { readonly result: 'wait'; readonly waitMs: number };

/** The 4-digit codes that open a hidden web chat again. */
export type ResumeCodes = {
  readonly isSet: (sender: string) => Promise<boolean>;
  readonly set: (sender: string, code: string, now: Date) => Promise<void>;
  readonly remove: (sender: string) => Promise<void>;
  readonly check: (sender: string, code: string, now: Date) => Promise<CodeCheck>;
};

export const codePattern = /^\d{4}$/;

const triesPerRound = 5;
const firstWaitMs = 15 * 60_000;
const longestWaitMs = 24 * 3600_000;

export function createResumeCodes(db: Connection, keys: Keys): ResumeCodes {
  const rows = resumeCodes(db);
  const key = keys.of('web-chat');
  const idOf = (sender: string) => resumeCodeId(keys, sender);
  const hashOf = (sender: string, code: string) => keyedHash(key, `resume-code\n${sender}\n${code}`);
  return {
    isSet: async (sender) => (await rows.findById(idOf(sender)).lean()) !== null,
    set: async (sender, code, now) => {
      const fresh = { hash: hashOf(sender, code), tries: 0, rounds: 0, waitUntil: null, setAt: now };
      await rows.updateOne({ _id: idOf(sender) }, { $set: fresh }, { upsert: true });
    },
    remove: async (sender) => {
      await rows.deleteOne({ _id: idOf(sender) });
    },
    check: (sender, code, now) => check(rows, { id: idOf(sender), hash: hashOf(sender, code), now }),
  };
}

type Try = { readonly id: string; readonly hash: string; readonly now: Date };

/** A try is counted before it is compared, so that tries sent at once cannot outrun the limit. */
async function check(rows: Model<ResumeCodeRow>, attempt: Try): Promise<CodeCheck> {
  const row = await rows.findById(attempt.id).lean();
  if (row === null) return { result: 'right' };
  if (row.waitUntil !== null && row.waitUntil > attempt.now) return waitFor(row.waitUntil, attempt.now);
  if (row.tries >= triesPerRound) await nextRound(rows, row, attempt.now);

  const counted = await rows
    .findOneAndUpdate({ _id: attempt.id, tries: trusted({ $lt: triesPerRound }) }, { $inc: { tries: 1 } }, { returnDocument: 'after' })
    .lean();
  if (counted === null) return closeRound(rows, row, attempt.now);
  if (counted.hash === attempt.hash) {
    await rows.updateOne({ _id: attempt.id }, { $set: { tries: 0, rounds: 0, waitUntil: null } });
    return { result: 'right' };
  }
  return counted.tries >= triesPerRound ? closeRound(rows, counted, attempt.now) : { result: 'wrong' };
}

/** Guarded by the wait it ends: of two tries at once only one opens the round. A round that a crash left without a wait gets one. */
async function nextRound(rows: Model<ResumeCodeRow>, row: ResumeCodeRow, now: Date): Promise<void> {
  if (row.waitUntil === null) {
    await closeRound(rows, row, now);
    return;
  }
  await rows.updateOne({ _id: row._id, waitUntil: row.waitUntil }, { $set: { tries: 0, waitUntil: null }, $inc: { rounds: 1 } });
}

async function closeRound(rows: Model<ResumeCodeRow>, row: ResumeCodeRow, now: Date): Promise<CodeCheck> {
  const until = new Date(now.getTime() + Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(row.rounds, 10)));
  await rows.updateOne({ _id: row._id, tries: trusted({ $gte: triesPerRound }), waitUntil: null }, { $set: { waitUntil: until } });
  return waitFor(until, now);
}

function waitFor(until: Date, now: Date): CodeCheck {
  return { result: 'wait', waitMs: until.getTime() - now.getTime() };
}

/** The id a learner's code is kept under. */
export function resumeCodeId(keys: Keys, sender: string): string {
  return keyedHash(keys.of('web-chat'), `resume\n${sender}`);
}
