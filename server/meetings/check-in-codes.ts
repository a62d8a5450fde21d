import { createHmac } from 'node:crypto';
import type { Connection } from 'mongoose';
import { isReadInSentences, joinCodeAlphabet, normaliseJoinCode, withCheckCharacter } from '../../bot/dialogue/join-code-text';
import { type Keys, keyedHash } from '../keys';
import { native } from '../storage/collection';
import { checkInCodes } from '../storage/collections/check-in-codes';
import { joinCodes } from '../storage/collections/join-codes';
import { type Meeting, meetings } from '../storage/collections/meetings';

/** A code stands on the screen for half a minute and is taken for a minute longer. */
export const showsForMs = 30_000;
const validMs = 90_000;
/** A check-in is opened for this long after the last time somebody did. */
export const openForMs = 3 * 3_600_000;

const bodyLength = 5;

export type ShownCode = { readonly code: string; readonly nextInMs: number };

/**
 * The code of this half minute: the same on every screen of the meeting, kept as a hash before anybody sees it. One that joins a group
 * already is passed over.
 */
export async function codeOnScreen(db: Connection, keys: Keys, meeting: string, now: Date): Promise<ShownCode> {
  const period = Math.floor(now.getTime() / showsForMs);
  const nextInMs = (period + 1) * showsForMs - now.getTime();
  const until = new Date(period * showsForMs + validMs);
  for (let attempt = 0; ; attempt += 1) {
    const code = codeFor(keys, [meeting, period, attempt].join('\n'));
    const joins = code === undefined ? null : await native(joinCodes(db)).findOne({ _id: keyedHash(keys.of('join-code'), code) });
    if (code === undefined || joins !== null) continue;

    const _id = idOf(keys, code);
    await native(checkInCodes(db)).updateOne({ _id }, { $setOnInsert: { meeting, until } }, { upsert: true });
    const kept = await native(checkInCodes(db)).findOne({ _id });
    if (kept?.meeting !== meeting) continue;
    if (kept.until < until) await native(checkInCodes(db)).updateOne({ _id, meeting }, { $set: { until } });
    return { code, nextInMs };
  }
}

/** The meeting whose screen shows this code, or did until a moment ago. */
export async function meetingByCode(db: Connection, keys: Keys, text: string, now: Date): Promise<Meeting | undefined> {
  const code = normaliseJoinCode(text);
  if (code?.length !== bodyLength + 1) return undefined;
  const shown = await native(checkInCodes(db)).findOne({ _id: idOf(keys, code), until: { $gt: now } });
  if (shown === null) return undefined;
  return (await native(meetings(db)).findOne({ _id: shown.meeting })) ?? undefined;
}

/** Lets a meeting's screen show codes from now on. */
export async function openCheckIn(db: Connection, meeting: string, now: Date): Promise<void> {
  await native(meetings(db)).updateOne({ _id: meeting }, { $set: { checkInUntil: new Date(now.getTime() + openForMs) } });
}

export function isCheckInOpen({ checkInUntil }: Meeting, now: Date): boolean {
  return checkInUntil !== undefined && checkInUntil > now;
}

function codeFor(keys: Keys, text: string): string | undefined {
  const bytes = createHmac('sha256', keys.of('check-in')).update(text).digest().subarray(0, bodyLength);
  const code = withCheckCharacter([...bytes].map((byte) => joinCodeAlphabet[byte % joinCodeAlphabet.length]).join(''));
  return isReadInSentences(code) ? code : undefined;
}

function idOf(keys: Keys, code: string): string {
  return keyedHash(keys.of('check-in'), code);
}
