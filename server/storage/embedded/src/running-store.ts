import { readdirSync, realpathSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { socketUri } from './socket-uri';

/**
 * The address of the store that another process runs on this folder; `undefined` when none answers. A folder whose path is too long for a
 * socket's address is served over loopback and cannot be found.
 */
export async function findRunningStore(dir: string): Promise<string | undefined> {
  const folder = realpathSync(resolve(dir));
  const sockets = readdirSync(folder).filter((name) => /^s-[0-9a-f]{8}\.sock$/.test(name));
  for (const path of sockets.map((name) => join(folder, name))) {
    const uri = socketUri(path);
    if (uri !== undefined && (await answers(path))) return uri;
  }
  return undefined;
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}
