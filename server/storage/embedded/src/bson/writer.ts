import type { Raw } from './raw';
import { BsonType } from './types';

/** Builds a document from values that are already BSON, copying their bytes. */
export class BsonWriter {
  private buffer = Buffer.allocUnsafe(1024);
  private length = 0;

  /** Opens a document; give the result to `close`. */
  open(): number {
    this.reserve(4);
    this.length += 4;
    return this.length - 4;
  }

  openField(type: number, name: string): number {
    this.name(type, name);
    return this.open();
  }

  close(start: number): void {
    this.reserve(1);
    this.buffer[this.length++] = 0;
    this.buffer.writeInt32LE(this.length - start, start);
  }

  value(name: string, value: Raw): void {
    this.name(value.type, name);
    this.copy(value.bytes, value.start, value.end);
  }

  document(name: string, bytes: Buffer): void {
    this.name(BsonType.object, name);
    this.copy(bytes, 0, bytes.length);
  }

  int(name: string, number: number): void {
    this.name(BsonType.int, name);
    this.reserve(4);
    this.length = this.buffer.writeInt32LE(number, this.length);
  }

  long(name: string, number: bigint): void {
    this.name(BsonType.long, name);
    this.reserve(8);
    this.length = this.buffer.writeBigInt64LE(number, this.length);
  }

  double(name: string, number: number): void {
    this.name(BsonType.double, name);
    this.reserve(8);
    this.length = this.buffer.writeDoubleLE(number, this.length);
  }

  text(name: string, text: string): void {
    this.name(BsonType.string, name);
    const size = Buffer.byteLength(text);
    this.reserve(size + 5);
    this.length = this.buffer.writeInt32LE(size + 1, this.length);
    this.length += this.buffer.write(text, this.length, 'utf8');
    this.buffer[this.length++] = 0;
  }

  done(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private name(type: number, name: string): void {
    this.reserve(name.length * 3 + 2);
    this.buffer[this.length++] = type;
    this.length += this.buffer.write(name, this.length, 'utf8');
    this.buffer[this.length++] = 0;
  }

  private copy(bytes: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    bytes.copy(this.buffer, this.length, start, end);
    this.length += end - start;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + count));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
