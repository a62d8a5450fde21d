import type { Database } from './database';

const space = Buffer.from([0, 0, 0, 3]);
const spaceEnd = Buffer.from([0, 0, 0, 4]);
const headerSize = 16;
const sweepSize = 1000;

export interface RetryRecord {
  readonly number: bigint;
  readonly reply: Buffer;
}

/** The reply to each session's last retryable write, committed with the write itself: a retry gets it and changes nothing. */
export class RetryRecords {
  constructor(private readonly database: Database) {}

  find(session: Buffer): RetryRecord | undefined {
    const bytes = this.database.get(Buffer.concat([space, session]));
    if (bytes === undefined) return undefined;
    return { number: bytes.readBigInt64BE(0), reply: bytes.subarray(headerSize) };
  }

  save(session: Buffer, { number, reply }: RetryRecord, at: Date): void {
    const header = Buffer.alloc(headerSize);
    header.writeBigInt64BE(number, 0);
    header.writeBigInt64BE(BigInt(at.getTime()), 8);
    this.database.put(Buffer.concat([space, session]), Buffer.concat([header, reply]));
  }

  remove(session: Buffer): void {
    this.database.remove(Buffer.concat([space, session]));
  }

  /** Records last written before the moment. */
  stale(before: Date): Buffer[] {
    const stale: Buffer[] = [];
    let start: Buffer = space;
    for (;;) {
      const entries = this.database.slice({ start, end: spaceEnd, limit: sweepSize, after: true });
      for (const { key, value } of entries) if (value.readBigInt64BE(8) < before.getTime()) stale.push(key.subarray(space.length));
      const last = entries.at(-1);
      if (last === undefined || entries.length < sweepSize) return stale;
      start = last.key;
    }
  }
}
