import type { Fact } from './fact';
import { mayBeCounted, type Session } from './session';

/** Earlier than this the recall is practice, not a test of what was remembered (`docs/design/reach.md` §2). */
const monthLaterMs = 25 * 24 * 3_600_000;

export type RecallAsked = { readonly session: Session; readonly facts: readonly Fact[] };

/** Notes that a lesson is asked again about a month after it was first gone through: once, of somebody who may be counted. */
export function askRecall(session: Session, lesson: string | undefined, now: number): RecallAsked {
  const record = lesson === undefined ? undefined : session.records[lesson];
  const completedAt = record?.results?.completedAt ?? now;
  if (lesson === undefined || record === undefined || record.recall !== undefined) return { session, facts: [] };
  if (now - completedAt < monthLaterMs || !mayBeCounted(session)) return { session, facts: [] };
  const records = { ...session.records, [lesson]: { ...record, recall: { askedAt: now } } };
  return { session: { ...session, records }, facts: [{ kind: 'recalled', at: now, lesson, version: record.version, state: 'asked' }] };
}
