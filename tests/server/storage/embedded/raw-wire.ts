import { connect, type Socket } from 'node:net';
import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;

/** The path of the socket behind a store's address. */
export function socketOf(uri: string): string {
  return decodeURIComponent(/mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '');
}

/** Sends bytes on a connection of their own, which is at its end then, and gives what came back before it closed. */
export function send(socket: string, bytes: Buffer): Promise<Buffer> {
  return exchange(socket, (connection) => connection.end(bytes));
}

function exchange(socket: string, begin: (connection: Socket) => void): Promise<Buffer> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    const parts: Buffer[] = [];
    connection.on('data', (part) => {
      parts.push(part);
      connection.end();
    });
    connection.on('error', () => connection.destroy());
    connection.on('close', () => resolve(Buffer.concat(parts)));
    begin(connection);
  });
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
  const reply = await exchange(socket, (connection) => connection.write(message(command)));
  return BSON.deserialize(reply.subarray(21));
}
