import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { StoreInUseError, startEmbeddedStore } from '@hieu-luat/embedded-store';
import mongoose from 'mongoose';

const rounds = Number(process.env.CRASH_ROUNDS ?? 4);
const processes = join(__dirname, 'processes');
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'store-crash-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

interface Written {
  readonly child: ChildProcess;
  /** Numbers acknowledged before the end. */
  readonly acknowledged: Promise<number[]>;
}

/** Starts the writer and kills it at the given number of acknowledgements. */
function startWriter(first: number, killAt: number): Written {
  const child = spawn(process.execPath, [join(processes, 'writer.cjs'), dir, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    if (line !== 'ready') acknowledged.push(Number(line));
    if (acknowledged.length === killAt) child.kill('SIGKILL');
  });
  return { child, acknowledged: new Promise((resolve) => lines.once('close', () => resolve(acknowledged))) };
}

test('nothing acknowledged is lost when the process is killed, however often', async () => {
  const all: number[] = [];

  for (let round = 0; round < rounds; round++) {
    const { acknowledged } = startWriter(round * 100_000, 20 + round * 37);
    all.push(...(await acknowledged));
  }

  const store = await startEmbeddedStore({ dir });
  const client = new mongoose.mongo.MongoClient(store.uri);
  const things = client.db('crash').collection('things');
  expect(all.length).toBeGreaterThan(rounds * 20);
  expect(await things.countDocuments({ n: { $in: all } })).toBe(all.length);
  const pairs = all.filter((n) => n % 3 === 1).map((n) => n + 0.5);
  expect(await things.countDocuments({ n: { $in: pairs } })).toBe(pairs.length);
  const sum = await things.findOne({ n: -1 });
  expect(sum?.sum).toBeGreaterThanOrEqual(all.filter((n) => n % 3 === 2).length);
  expect(await things.estimatedDocumentCount()).toBe(await things.countDocuments({ _id: { $exists: true } }));
  await client.close();
  await store.stop();
});

test('a second process, or a second store, is told that the folder is in use', async () => {
  const { child, acknowledged } = startWriter(0, Number.POSITIVE_INFINITY);
  await new Promise((resolve) => child.stdout?.once('data', resolve));

  const second = startEmbeddedStore({ dir });

  await expect(second).rejects.toThrow(StoreInUseError);
  await expect(second).rejects.toThrow(dir);
  child.kill('SIGKILL');
  await acknowledged;
  const third = await startEmbeddedStore({ dir });
  await expect(startEmbeddedStore({ dir })).rejects.toThrow(StoreInUseError);
  await third.stop();
});

test('a full disk is an error, never an acknowledgement', async () => {
  const script = `trap '' XFSZ; ulimit -f 4000; exec "$0" "$1" "$2"`;
  const { stdout } = await promisify(execFile)('bash', ['-c', script, process.execPath, join(processes, 'filler.cjs'), dir]);

  const { acknowledged, refused, stored } = JSON.parse(stdout);

  expect(refused).toBe(1);
  expect(acknowledged).toBeGreaterThan(0);
  expect(stored).toBe(acknowledged);
});
