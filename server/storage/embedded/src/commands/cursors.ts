import { BsonType } from '../bson/types';
import { BsonWriter } from '../bson/writer';
import { CommandError } from '../errors';

/** Documents as bytes; `undefined` is a pause. */
export type Batches = Generator<Buffer | undefined>;

export interface Cursor {
  readonly namespace: string;
  readonly documents: Batches;
  usedAt: number;
}

export interface BatchRequest {
  readonly size: number;
  readonly field: 'firstBatch' | 'nextBatch';
  /** The cursor ends with this batch whatever is left. */
  readonly single?: boolean;
}

const largestBatch = 15 * 1024 * 1024;
const idleLimitMs = 10 * 60_000;
const firstBatchSize = 101;

export function firstBatch(size: number | undefined, single: boolean): BatchRequest {
  return { size: size ?? firstBatchSize, field: 'firstBatch', single };
}

/** Results that a client has not read to the end. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>();
  private lastId = 1_000_000n;

  start(namespace: string, documents: Batches, now: Date): Cursor {
    return { namespace, documents, usedAt: now.getTime() };
  }

  find(id: bigint, namespace: string): Cursor {
    const cursor = this.open.get(id);
    if (cursor === undefined || cursor.namespace !== namespace) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    return cursor;
  }

  close(id: bigint): boolean {
    this.open.get(id)?.documents.return(undefined);
    return this.open.delete(id);
  }

  closeIdle(now: Date): void {
    for (const [id, cursor] of this.open) if (now.getTime() - cursor.usedAt > idleLimitMs) this.close(id);
  }

  /** The reply with the next documents; the cursor stays open while there are more. */
  *reply(cursor: Cursor, request: BatchRequest, known = 0n): Generator<undefined, Buffer> {
    const writer = new BsonWriter();
    const whole = writer.open();
    const body = writer.openField(BsonType.object, 'cursor');
    const batch = writer.openField(BsonType.array, request.field);
    const ended = yield* fill(writer, cursor, request.size);
    writer.close(batch);
    writer.long('id', this.keep(cursor, known, ended || request.single === true));
    writer.text('ns', cursor.namespace);
    writer.close(body);
    writer.double('ok', 1);
    writer.close(whole);
    return writer.done();
  }

  private keep(cursor: Cursor, known: bigint, ended: boolean): bigint {
    if (ended) {
      if (known !== 0n) this.close(known);
      return 0n;
    }
    if (known !== 0n) return known;
    this.lastId += 7919n;
    this.open.set(this.lastId, cursor);
    return this.lastId;
  }
}

function* fill(writer: BsonWriter, { documents }: Cursor, size: number): Generator<undefined, boolean> {
  let bytes = 0;
  for (let count = 0; count < size && bytes < largestBatch; ) {
    const next = documents.next();
    if (next.done === true) return true;
    if (next.value === undefined) {
      yield undefined;
      continue;
    }
    writer.document(String(count++), next.value);
    bytes += next.value.length;
  }
  return false;
}
