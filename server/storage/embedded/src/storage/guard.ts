import { randomBytes } from 'node:crypto';
import { closeSync, openSync, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Database } from './database';

/** A socket address has room for 107 bytes. */
export const longestSocketPath = 100;

const ownerKey = Buffer.from([0, 0, 0, 4]);

/**
 * Makes sure one process uses a folder at a time. The owner listens on a socket of its own in the folder, so a process that died, in this
 * container or another one, is known by its socket no longer answering; LMDB's transactions decide who of two newcomers takes over.
 */
export class Guard {
  readonly socketName = `s-${randomBytes(4).toString('hex')}.sock`;

  constructor(
    private readonly database: Database,
    private readonly folder: string,
  ) {}

  /** Call when already listening on `socketName`. False when somebody else owns the folder. */
  async claim(): Promise<boolean> {
    for (;;) {
      const owner = this.database.get(ownerKey)?.toString();
      if (owner !== undefined && (await answers(this.folder, owner))) return false;
      if (this.replace(owner)) return true;
    }
  }

  private replace(known: string | undefined): boolean {
    let taken = false;
    this.database.commit(() => {
      taken = this.database.get(ownerKey)?.toString() === known;
      if (taken) this.database.put(ownerKey, Buffer.from(this.socketName));
    });
    if (taken && known !== undefined) removeSocket(join(this.folder, known));
    return taken;
  }
}

function answers(folder: string, socketName: string): Promise<boolean> {
  const { path, done } = reachable(folder, socketName);
  return new Promise((resolve) => {
    const socket = connect(path);
    const finish = (answered: boolean) => {
      socket.destroy();
      done();
      resolve(answered);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', (error: NodeJS.ErrnoException) => finish(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'));
  });
}

export interface Reachable {
  readonly path: string;
  readonly done: () => void;
}

/** A path short enough for a socket: through the open folder itself when the real one is too long. */
export function reachable(folder: string, socketName: string): Reachable {
  const path = join(folder, socketName);
  if (Buffer.byteLength(path) <= longestSocketPath) return { path, done: () => undefined };
  const descriptor = openSync(folder, 'r');
  return { path: `/proc/self/fd/${descriptor}/${socketName}`, done: () => closeSync(descriptor) };
}

function removeSocket(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
