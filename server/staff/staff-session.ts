import MongoStore from 'connect-mongo';
import type { Request, RequestHandler } from 'express';
import session, { type SessionData } from 'express-session';
import type { Connection } from 'mongoose';
import { keyedHash } from '../keys';
import { signIns } from '../storage/collections/sign-ins';
import { needsSecondFactor } from './roles';
import { findStaffMember, type StaffMember } from './staff-member';

declare module 'express-session' {
  interface SessionData {
    staffId: string; // only after every step of the sign-in
    signedInAt: number;
    browser: string; // a family of browsers and a system, for its owner to recognise
    secondFactor: boolean;
    pending: { staffId: string; since: number; secret?: string }; // the password was right, a step is missing; a secret is sealed
    link: string; // hash of a one-time link that was opened
    once: { kind: string; sealed: string }; // shown on the next page and forgotten
  }
}

type StoreClient = NonNullable<Parameters<typeof MongoStore.create>[0]['client']>;

/** A sign-in ends after an hour without a request, and after half a day whatever happens; half a one after ten minutes. */
const idleMs = 60 * 60_000;
const longestMs = 12 * 60 * 60_000;
const pendingMs = 10 * 60_000;

export type StaffSessionOptions = { readonly key: Buffer; readonly path: string; readonly secureCookies: boolean };

export function staffSession(db: Connection, options: StaffSessionOptions): RequestHandler {
  return session({
    name: 'hieu-luat-sign-in',
    secret: options.key.toString('hex'),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { path: options.path, httpOnly: true, sameSite: 'lax', secure: options.secureCookies, maxAge: idleMs },
    store: MongoStore.create({
      client: theirClient(db),
      dbName: db.name,
      collectionName: signIns(db).collection.collectionName,
      transformId: (id) => signInIdOf(options.key, id),
      autoRemove: 'disabled', // the index that removes old rows is made with all the others
      stringify: false,
      touchAfter: 60, // the overview asks every second; once a minute is enough to stay signed in
    }),
  });
}

/** The id of a sign-in's row, which may be shown: the cookie cannot be made from it. */
export function signInIdOf(key: Buffer, sessionId: string): string {
  return keyedHash(key, `session:${sessionId}`);
}

/** Who a session belongs to, if every step was taken and nothing has ended it since. */
export async function findSignedIn(
  db: Connection,
  { staffId, signedInAt, secondFactor }: Partial<SessionData>,
  { now, demo }: { readonly now: Date; readonly demo: boolean },
): Promise<StaffMember | undefined> {
  if (staffId === undefined || isOver(signedInAt, now)) return undefined;
  const member = await findStaffMember(db, staffId);
  if (member === undefined || (signedInAt ?? 0) < (member.signInsFrom?.getTime() ?? 0)) return undefined;
  return needsSecondFactor(member.role) && !demo && secondFactor !== true ? undefined : member;
}

/** Whoever gave the right password a moment ago and has a step left. */
export async function findPending(db: Connection, { pending }: Partial<SessionData>, now: Date) {
  if (pending === undefined || now.getTime() - pending.since > pendingMs) return undefined;
  const member = await findStaffMember(db, pending.staffId);
  return member === undefined || pending.since < (member.signInsFrom?.getTime() ?? 0) ? undefined : member;
}

/** A new session id with nothing of the old one in it: one that was planted in the browser before is worth nothing afterwards. */
export function beginSession(request: Request, content: Partial<SessionData>): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error) => {
      if (error) return reject(error);
      Object.assign(request.session, content);
      request.session.save((failure) => (failure ? reject(failure) : resolve()));
    });
  });
}

export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error) => (error ? reject(error) : resolve()));
  });
}

/** The same driver class at run time as far as the store is concerned; its types come from another copy of the package. */
function theirClient(db: Connection): StoreClient {
  return db.getClient() as unknown as StoreClient;
}

function isOver(signedInAt: number | undefined, now: Date): boolean {
  return signedInAt === undefined || now.getTime() - signedInAt > longestMs;
}
