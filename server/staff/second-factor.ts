import { randomInt } from 'node:crypto';
import type { Connection } from 'mongoose';
import { Secret, TOTP } from 'otpauth';
import { keyedHash, seal, unseal } from '../keys';
import { native } from '../storage/collection';
import { staff } from '../storage/collections/staff';

const issuer = 'Hiểu Luật';
const periodSeconds = 30;
const recoveryCodes = 10;

/** Neither 0 and o nor 1, i and l: these are read from paper. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

export function newSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code holds for the app on the phone. */
export function addressOf(secret: string, signInName: string): string {
  return totp(secret, signInName).toString();
}

/** The step of time that a typed code stands for, at most one before or after now; `undefined` when it is wrong. */
export function stepOf(secret: string, typed: string, now: Date): number | undefined {
  const token = typed.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totp(secret).validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
}

/** Sealed together with whose it is, so that it opens nothing on another account's row. */
export function sealSecret(key: Buffer, staffId: string, secret: string): string {
  return seal(key, Buffer.from(`${staffId} ${secret}`)).toString('base64');
}

export function openSecret(key: Buffer, staffId: string, sealed: string): string | undefined {
  const [owner, secret] = unseal(key, Buffer.from(sealed, 'base64'))?.toString().split(' ') ?? [];
  return owner === staffId ? secret : undefined;
}

export type NewFactor = { readonly secret: string; readonly step: number };

/** Keeps a factor whose first code was right, in place of any other; the recovery codes are told this once. */
export async function setSecondFactor(
  db: Connection,
  key: Buffer,
  id: string,
  { secret, step }: NewFactor,
  now: Date,
): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  const recovery = codes.map((code) => recoveryHash(key, id, code));
  const secondFactor = { secret: sealSecret(key, id, secret), lastStep: step, recovery, since: now };
  await native(staff(db)).updateOne({ _id: id }, { $set: { secondFactor } });
  return codes;
}

/** The codes that were left are worth nothing afterwards. */
export async function renewRecoveryCodes(db: Connection, key: Buffer, id: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes();
  await native(staff(db)).updateOne(
    { _id: id, secondFactor: { $ne: null } },
    { $set: { 'secondFactor.recovery': codes.map((code) => recoveryHash(key, id, code)) } },
  );
  return codes;
}

export type UsedCode = { readonly kind: 'app' } | { readonly kind: 'recovery'; readonly left: number };

/** Takes a code from the app or a recovery code: each opens once, also when two requests bring it at the same moment. */
export async function takeCode(db: Connection, key: Buffer, id: string, typed: string, now: Date): Promise<UsedCode | undefined> {
  const rows = native(staff(db));
  const row = await rows.findOne({ _id: { $eq: id }, disabledAt: null });
  const factor = row?.secondFactor ?? undefined;
  if (factor === undefined) return undefined;

  const secret = openSecret(key, id, factor.secret);
  const step = secret === undefined ? undefined : stepOf(secret, typed, now);
  if (step !== undefined) {
    const taken = await rows.updateOne({ _id: id, 'secondFactor.lastStep': { $lt: step } }, { $set: { 'secondFactor.lastStep': step } });
    return taken.modifiedCount === 1 ? { kind: 'app' } : undefined;
  }
  const hash = recoveryHash(key, id, typed);
  const taken = await rows.updateOne({ _id: id, 'secondFactor.recovery': hash }, { $pull: { 'secondFactor.recovery': hash } });
  return taken.modifiedCount === 1 ? { kind: 'recovery', left: factor.recovery.length - 1 } : undefined;
}

function totp(secret: string, label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: periodSeconds, digits: 6, algorithm: 'SHA1' });
}

/** Fifty bits each: nobody guesses one within the throttle, and a keyed hash keeps them well enough. */
function newRecoveryCodes(): readonly string[] {
  const half = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
  return Array.from({ length: recoveryCodes }, () => `${half()}-${half()}`);
}

function recoveryHash(key: Buffer, id: string, typed: string): string {
  return keyedHash(key, `recovery:${id}:${typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
}
