import { connect } from 'node:net';
import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;

/** The path of the socket behind a store's address. */
export function socketOf(uri: string): string {
  return decodeURIComponent(/mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '');
}

/** Sends bytes on a connection of their own and waits for it to end, or for an answer. */
export function send(socket: string, bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    const parts: Buffer[] = [];
    connection.on('data', (part) => {
      parts.push(part);
      connection.end();
    });
    connection.on('error', () => connection.destroy());
    connection.on('close', () => resolve(Buffer.concat(parts)));
    connection.write(bytes);
    if (!isWhole(bytes)) connection.end();
  });
}

function isWhole(bytes: Buffer): boolean {
  return bytes.length >= 16 && bytes.readInt32LE(0) === bytes.length;
}

export function message(command: mongoose.mongo.BSON.Document, operation = 2013): Buffer {
  const body = BSON.serialize(command);
  const header = Buffer.alloc(21);
  header.writeInt32LE(header.length + body.length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(operation, 12);
  return Buffer.concat([header, body]);
}

/** The reply to a command just as it is sent here, whatever a driver would add. */
export async function rawCommand(socket: string, command: mongoose.mongo.BSON.Document): Promise<mongoose.mongo.BSON.Document> {
  const reply = await send(socket, message(command));
  return BSON.deserialize(reply.subarray(21));
}
