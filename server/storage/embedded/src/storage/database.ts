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
  private readonly lmdb: RootDatabase<Buffer, Buffer>;

  constructor({ path, sync }: DatabaseOptions) {
    this.lmdb = open<Buffer, Buffer>({
      path,
      noSubdir: true,
      keyEncoding: 'binary',
      encoding: 'binary',
      overlappingSync: false,
      noSync: !sync,
      maxReaders: 126,
    });
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

  close(): Promise<void> {
    return this.lmdb.close();
  }
}
