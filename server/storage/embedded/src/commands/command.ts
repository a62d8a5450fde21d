import type { Document } from 'bson';
import { encode } from '../bson/make';
import type { Store } from '../storage/store';
import type { Cursors } from './cursors';
import type { Request } from './request';

export interface Context {
  readonly store: Store;
  readonly cursors: Cursors;
  /** What the server calls itself in hello; drivers look for it among the hosts. */
  readonly address: string;
  readonly now: () => Date;
}

/** A reply, or work that stops now and then to let other commands run. */
export type Run = (context: Context, request: Request) => Buffer | Generator<undefined, Buffer>;

export interface Command {
  /** Runs inside a write transaction, and is answered once that is on disk. */
  readonly writes: boolean;
  /** Fields it understands; any other one is refused. `undefined` takes them all. */
  readonly fields: readonly string[] | undefined;
  readonly run: Run;
}

export function ok(fields: Document = {}): Buffer {
  return encode({ ...fields, ok: 1 });
}
