import type { Raw } from '../bson/raw';

/** Turns a stream of documents into another; `undefined` is a pause and goes through. */
export type Stage = (documents: Iterable<Raw | undefined>) => Generator<Raw | undefined>;
