import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Cursors } from './commands/cursors';
import type { EmbeddedStoreOptions } from './options';
import { Chaos } from './protocol/chaos';
import { Executor } from './protocol/executor';
import { randomFrom, shuffleWith } from './protocol/random';
import { WireServer } from './protocol/server';
import { socketUri } from './socket-uri';
import { Database } from './storage/database';
import { Guard, reachable } from './storage/guard';
import { Store, type Strictness } from './storage/store';
import { startSweeps } from './storage/sweeps';

export interface Running {
  readonly uri: string;
  rewrite(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the store in this thread; `undefined` when another one uses the folder. */
export async function start(options: EmbeddedStoreOptions): Promise<Running | undefined> {
  mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  const folder = realpathSync(options.dir);
  const random = randomFrom(options.nastier?.seed ?? Date.now());
  const database = new Database({ path: join(folder, 'data.mdb'), sync: options.sync ?? true });
  const server = new WireServer();
  const guard = new Guard(database, folder);
  const socket = reachable(folder, guard.socketName);
  await server.listenOn(socket.path);
  const close = async () => {
    await server.stop();
    socket.done();
    await database.close();
  };
  if (!(await guard.claim())) {
    await close();
    return undefined;
  }
  const { address, uri } = await addressOf(server, join(folder, guard.socketName));
  const store = new Store(database, strictnessOf(options, random));
  const context = { store, cursors: new Cursors(), address, now: () => new Date() };
  const executor = new Executor(context, report);
  server.serve({ executor, chaos: new Chaos(options.nastier?.failShare ?? 0, random) });
  const sweeps = startSweeps(context, options.ttlSweepMs ?? 60_000, report);
  return {
    uri,
    rewrite: () => database.rewrite(),
    stop: () => {
      sweeps.stop();
      executor.stop();
      return close();
    },
  };
}

async function addressOf(server: WireServer, path: string): Promise<{ readonly address: string; readonly uri: string }> {
  const uri = socketUri(path);
  if (uri !== undefined) return { address: path, uri };
  const address = `127.0.0.1:${await server.listenOnLoopback()}`;
  return { address, uri: `mongodb://${address}/?replicaSet=embedded` };
}

function strictnessOf({ nastier }: EmbeddedStoreOptions, random: () => number): Strictness {
  return {
    largestScan: nastier?.largestScan ?? Number.POSITIVE_INFINITY,
    shuffle: nastier?.shuffle === true ? shuffleWith(random) : undefined,
    shardKeys: nastier?.shardKeys ?? {},
  };
}

function report(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error), { type: 'EmbeddedStoreWarning' });
}
