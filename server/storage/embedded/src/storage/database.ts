import { randomBytes } from 'node:crypto';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ABORT, open, type RootDatabase } from 'lmdb';

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Span {
  readonly start: Buffer;
  /** Exclusive, though a key equal to it may be returned going backwards: callers re-check. */
  readonly end: Buffer;
  readonly limit: number;
  readonly reverse?: boolean;
  /** Leave out the first key itself: it was the last of the previous slice. */
  readonly after?: boolean;
}

export interface DatabaseOptions {
  readonly path: string;
  /** False gives up durability for speed; only for tests. */
  readonly sync: boolean;
}

/** One ordered key space on disk with atomic, durable commits. */
export class Database {
  private lmdb: RootDatabase<Buffer, Buffer>;

  constructor(private readonly options: DatabaseOptions) {
    removeUnfinished(options.path);
    this.lmdb = openFile(options);
  }

  get(key: Buffer): Buffer | undefined {
    return this.lmdb.get(key);
  }

  has(key: Buffer): boolean {
    return this.lmdb.doesExist(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.lmdb.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.lmdb.removeSync(key);
  }

  slice({ start, end, limit, reverse = false, after = false }: Span): Entry[] {
    const bounds = reverse ? { start: end, end: start, inclusiveEnd: true } : { start, end };
    return [...this.lmdb.getRange({ ...bounds, limit, reverse, exclusiveStart: after })];
  }

  /** Runs the work in one write transaction that is on disk when this returns; an error undoes all of it. */
  commit(work: () => void): void {
    let failure: { readonly error: unknown } | undefined;
    this.lmdb.transactionSync(() => {
      try {
        work();
        return undefined;
      } catch (error) {
        failure = { error };
        return ABORT;
      }
    });
    if (failure !== undefined) throw failure.error;
  }

  /**
   * Writes every entry into a new file, which then takes the place of this one. LMDB leaves what was removed in free pages and in the gaps
   * of those still used, where even its own compacting copy keeps it: only what is written anew is without it.
   */
  async rewrite(): Promise<void> {
    const { path, sync } = this.options;
    const fresh = `${path}${unfinished}${randomBytes(4).toString('hex')}`;
    const next = openFile({ path: fresh, sync });
    copyAll(this.lmdb, next);
    await next.flushed;
    renameSync(fresh, path);
    renameSync(`${fresh}-lock`, `${path}-lock`);
    const old = this.lmdb;
    this.lmdb = next;
    await old.close();
  }

  close(): Promise<void> {
    return this.lmdb.close();
  }
}

const unfinished = '.new-';
const perCommit = 10_000;

function openFile({ path, sync }: DatabaseOptions): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    path,
    noSubdir: true,
    keyEncoding: 'binary',
    encoding: 'binary',
    overlappingSync: false,
    noSync: !sync,
    maxReaders: 126,
  });
}

/** What a crash left of a file that was being written. */
function removeUnfinished(path: string): void {
  const begins = `${basename(path)}${unfinished}`;
  for (const name of readdirSync(dirname(path))) if (name.startsWith(begins)) rmSync(join(dirname(path), name), { force: true });
}

/** In one go: no command runs in between, so nothing is missed. */
function copyAll(from: RootDatabase<Buffer, Buffer>, to: RootDatabase<Buffer, Buffer>): void {
  for (let start: Buffer | undefined = Buffer.alloc(0), first = true; start !== undefined; first = false) {
    const entries: Entry[] = [...from.getRange({ start, limit: perCommit, exclusiveStart: !first })];
    to.transactionSync(() => {
      for (const { key, value } of entries) to.putSync(key, value);
    });
    start = entries.length < perCommit ? undefined : entries.at(-1)?.key;
  }
}
