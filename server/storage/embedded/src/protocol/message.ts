import { checkDocument } from '../bson/check';
import { Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { CommandError } from '../errors';

/** A command as it came over the wire, its BSON checked. */
export interface Message {
  readonly requestId: number;
  readonly body: Raw;
  /** Lists of documents sent beside the body, by the field they stand for. */
  readonly sections: ReadonlyMap<string, readonly Raw[]>;
  /** The first hello of a connection comes in the old format and is answered in it. */
  readonly legacy: boolean;
  /** False when the client will not read a reply (write concern 0). */
  readonly wantsReply: boolean;
}

export const headerSize = 16;
export const largestMessage = 48_000_000;
const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const checksumPresent = 1;
const moreToCome = 2;

export function parseMessage(bytes: Buffer): Message {
  const operation = bytes.readInt32LE(12);
  if (operation === opQuery) return parseQuery(bytes);
  if (operation !== opMsg || bytes.length < headerSize + 5) throw malformed(`operation ${operation} is not supported`);
  const flags = bytes.readInt32LE(16);
  const end = bytes.length - (flags & checksumPresent ? 4 : 0);
  const sections = new Map<string, Raw[]>();
  let body: Raw | undefined;
  for (let at = headerSize + 4; at < end; ) {
    const kind = bytes[at];
    if (kind === 0) {
      const stop = checkDocument(bytes, at + 1, end);
      body = new Raw(BsonType.object, bytes, at + 1, stop);
      at = stop;
    } else if (kind === 1) at = parseSection(bytes, { at: at + 1, end }, sections);
    else throw malformed(`section kind ${kind} is unknown`);
  }
  if (body === undefined) throw malformed('a message has no body');
  return { requestId: bytes.readInt32LE(4), body, sections, legacy: false, wantsReply: (flags & moreToCome) === 0 };
}

function parseSection(bytes: Buffer, { at, end }: { readonly at: number; readonly end: number }, sections: Map<string, Raw[]>): number {
  if (at + 5 > end) throw malformed('a section is cut short');
  const stop = at + bytes.readInt32LE(at);
  const nameEnd = bytes.indexOf(0, at + 4);
  if (stop > end || stop < at + 5 || nameEnd < 0 || nameEnd >= stop) throw malformed('a section length points outside the message');
  const documents: Raw[] = [];
  for (let next = nameEnd + 1; next < stop; ) {
    const documentEnd = checkDocument(bytes, next, stop);
    documents.push(new Raw(BsonType.object, bytes, next, documentEnd));
    next = documentEnd;
  }
  sections.set(bytes.toString('utf8', at + 4, nameEnd), documents);
  return stop;
}

function parseQuery(bytes: Buffer): Message {
  const nameEnd = bytes.indexOf(0, 20);
  const start = nameEnd + 9;
  if (nameEnd < 0 || start + 5 > bytes.length) throw malformed('a query is cut short');
  const stop = checkDocument(bytes, start, bytes.length);
  const body = new Raw(BsonType.object, bytes, start, stop);
  return { requestId: bytes.readInt32LE(4), body, sections: new Map(), legacy: true, wantsReply: true };
}

let lastRequestId = 0;

/** A reply's bytes around a finished document. */
export function replyTo({ requestId, legacy }: Message, document: Buffer): Buffer {
  const offset = legacy ? headerSize + 20 : headerSize + 5;
  const bytes = Buffer.alloc(offset + document.length);
  lastRequestId = (lastRequestId + 1) | 0;
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeInt32LE(lastRequestId, 4);
  bytes.writeInt32LE(requestId, 8);
  bytes.writeInt32LE(legacy ? opReply : opMsg, 12);
  if (legacy) {
    bytes.writeInt32LE(8, 16);
    bytes.writeInt32LE(1, 32);
  }
  document.copy(bytes, offset);
  return bytes;
}

function malformed(why: string): CommandError {
  return new CommandError('InvalidBSON', `malformed message: ${why}`);
}
