import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedStore, startEmbeddedStore } from '@hieu-luat/embedded-store';
import mongoose from 'mongoose';

export interface TestDatabase {
  readonly db: mongoose.Connection;
  /** The server with this database's name in it, for what connects by itself. */
  readonly uri: string;
  /** Drops the database and closes the connection. */
  close(): Promise<void>;
}

/** A database of its own for one test file: on `MONGODB_URI` when that is set, else on an embedded store in a temporary folder. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const server = await openServer();
  const uri = withDatabase(server.uri, `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`);
  const db = await mongoose.createConnection(uri, { autoIndex: false, autoCreate: false }).asPromise();
  return {
    db,
    uri,
    close: async () => {
      await db.dropDatabase();
      await db.close();
      await server.stop();
    },
  };
}

async function openServer(): Promise<EmbeddedStore> {
  const given = process.env.MONGODB_URI;
  if (given !== undefined && given !== '') return { uri: given, rewrite: () => Promise.resolve(), stop: () => Promise.resolve() };
  const dir = mkdtempSync(join(tmpdir(), 'embedded-store-'));
  const store = await startEmbeddedStore({ dir, sync: false });
  return {
    uri: store.uri,
    rewrite: store.rewrite,
    stop: async () => {
      await store.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function withDatabase(uri: string, name: string): string {
  const parts = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri);
  if (parts === null) throw new TypeError('MONGODB_URI must begin with mongodb:// or mongodb+srv://');
  return `${parts[1]}/${name}${parts[2] ?? ''}`;
}
