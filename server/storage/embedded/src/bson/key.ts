import { unsupported } from '../errors';
import { nullValue } from './make';
import { type Numeric, numericOf } from './numbers';
import { fieldsOf, itemsOf, type Raw } from './raw';
import { BsonType, numberRank, typeRank } from './types';

/**
 * Values as bytes whose plain order is MongoDB's order of the values. Every value marks its own end and no following byte is 0xff,
 * so values can be joined to compound keys and `key + 0xff` lies after everything that begins with `key`.
 */
export class KeyWriter {
  private buffer = Buffer.allocUnsafe(512);
  private length = 0;

  reset(): this {
    this.length = 0;
    return this;
  }

  /** Appends a value; descending parts are written with every bit turned. */
  add(value: Raw | undefined, direction: 1 | -1 = 1): this {
    const from = this.length;
    this.value(value ?? nullValue);
    if (direction < 0) for (let at = from; at < this.length; at++) this.buffer[at] = ~(this.buffer[at] ?? 0);
    return this;
  }

  append(bytes: Uint8Array): this {
    this.reserve(bytes.length);
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
    return this;
  }

  done(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.length));
  }

  private value(value: Raw): void {
    const { type, bytes, start, end } = value;
    this.byte(typeRank(type));
    if (typeRank(type) === numberRank) this.number(numericOf(value));
    else if (type === BsonType.string) this.escaped(bytes, start + 4, end - 1);
    else if (type === BsonType.object) this.object(value);
    else if (type === BsonType.array) this.array(value);
    else if (type === BsonType.binary) this.binary(value);
    else if (type === BsonType.date) this.long(value, 0x80);
    else if (type === BsonType.timestamp) this.long(value, 0);
    else if (type === BsonType.regex) this.escaped(bytes, start, end);
    else this.copy(bytes, start, end);
  }

  private array(value: Raw): void {
    for (const item of itemsOf(value)) this.value(item);
    this.byte(0);
  }

  private object(value: Raw): void {
    for (const field of fieldsOf(value)) {
      const name = Buffer.from(field.name);
      this.byte(typeRank(field.value.type));
      this.escaped(name, 0, name.length);
      this.value(field.value);
    }
    this.byte(0);
  }

  private binary(value: Raw): void {
    this.reserve(4);
    this.length = this.buffer.writeUInt32BE(value.bytes.readInt32LE(value.start), this.length);
    this.copy(value.bytes, value.start + 4, value.end);
  }

  private long(value: Raw, flip: number): void {
    this.reserve(8);
    for (let index = 7; index >= 0; index--) this.buffer[this.length++] = value.bytes[value.start + index] ?? 0;
    this.buffer[this.length - 8] = (this.buffer[this.length - 8] ?? 0) ^ flip;
  }

  /** The double, and where doubles have gaps how far the whole number lies from it. */
  private number(value: Numeric): void {
    const exact = wholeOf(value);
    const double = Number(exact) === 0 ? 0 : Number(exact);
    this.reserve(10);
    if (Number.isNaN(double)) this.buffer.fill(0, this.length, this.length + 8);
    else this.double(double);
    this.length += 8;
    if (!Number.isFinite(double) || Math.abs(double) < 2 ** 53) return;
    const gap = typeof exact === 'bigint' ? Number(exact - BigInt(double)) : 0;
    this.length = this.buffer.writeUInt16BE(0x8000 + gap, this.length);
  }

  private double(double: number): void {
    this.buffer.writeDoubleBE(double, this.length);
    const first = this.buffer[this.length] ?? 0;
    if (first < 0x80) this.buffer[this.length] = first | 0x80;
    else for (let index = 0; index < 8; index++) this.buffer[this.length + index] = ~(this.buffer[this.length + index] ?? 0);
  }

  /** Zero bytes become 00 ff, so that the closing 00 is unmistakable. */
  private escaped(bytes: Buffer, start: number, end: number): void {
    this.reserve((end - start) * 2 + 1);
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      this.buffer[this.length++] = byte;
      if (byte === 0) this.buffer[this.length++] = 0xff;
    }
    this.buffer[this.length++] = 0;
  }

  private copy(bytes: Buffer, start: number, end: number): void {
    this.reserve(end - start);
    bytes.copy(this.buffer, this.length, start, end);
    this.length += end - start;
  }

  private byte(byte: number): void {
    this.reserve(1);
    this.buffer[this.length++] = byte;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + count));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

const shared = new KeyWriter();

export function keyOf(value: Raw | undefined, direction: 1 | -1 = 1): Buffer {
  return shared.reset().add(value, direction).done();
}

function wholeOf(value: Numeric): number | bigint {
  if (typeof value !== 'object') return value;
  const whole =
    value.exponent >= 0 ? value.digits * 10n ** BigInt(Math.min(value.exponent, 40)) : value.digits / 10n ** BigInt(-value.exponent);
  const exact = value.exponent >= 0 || whole * 10n ** BigInt(-value.exponent) === value.digits;
  if (!exact || whole > 2n ** 63n || whole < -(2n ** 63n)) throw unsupported('a Decimal128 with a fraction or over 64 bits in an index');
  return whole;
}
