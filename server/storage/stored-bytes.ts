import type { mongo } from 'mongoose';

/** The driver hands stored bytes back in a wrapper of its own. */
export function storedBytes(stored: Buffer | mongo.Binary): Buffer {
  return Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer);
}
