import MongoStore from 'connect-mongo';
import type { RequestHandler } from 'express';
import session from 'express-session';
import type { Connection } from 'mongoose';
import { signIns } from '../storage/collections/sign-ins';

declare module 'express-session' {
  interface SessionData {
    staffId: string;
    signedInAt: number;
  }
}

type StoreClient = NonNullable<Parameters<typeof MongoStore.create>[0]['client']>;

/** A sign-in ends after an hour without a request, and after half a day whatever happens (`isOver`). */
const idleMs = 60 * 60_000;
const longestMs = 12 * 60 * 60_000;

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
      autoRemove: 'disabled', // the index that removes old rows is made with all the others
      stringify: false,
      touchAfter: 60, // the overview asks every second; once a minute is enough to stay signed in
    }),
  });
}

/** The same driver class at run time as far as the store is concerned; its types come from another copy of the package. */
function theirClient(db: Connection): StoreClient {
  return db.getClient() as unknown as StoreClient;
}

export function isOver(signedInAt: number | undefined, now: Date): boolean {
  return signedInAt === undefined || now.getTime() - signedInAt > longestMs;
}
