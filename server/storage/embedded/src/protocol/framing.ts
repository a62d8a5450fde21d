import { headerSize, largestMessage } from './message';

/** Cuts a stream of bytes into messages; a large one is joined once, when all of it is there. */
export class Framing {
  private parts: Buffer[] = [];
  private size = 0;
  private wanted = headerSize;

  /** Throws a RangeError when a length cannot be true. */
  push(bytes: Buffer): Buffer[] {
    this.parts.push(bytes);
    this.size += bytes.length;
    if (this.size < this.wanted) return [];
    let rest = this.parts.length === 1 ? bytes : Buffer.concat(this.parts);
    const messages: Buffer[] = [];
    this.wanted = headerSize;
    while (rest.length >= headerSize) {
      const length = rest.readInt32LE(0);
      if (length < headerSize || length > largestMessage) throw new RangeError(`a message of ${length} bytes`);
      this.wanted = length;
      if (rest.length < length) break;
      messages.push(rest.subarray(0, length));
      rest = rest.subarray(length);
      this.wanted = headerSize;
    }
    this.parts = rest.length === 0 ? [] : [rest];
    this.size = rest.length;
    return messages;
  }
}
