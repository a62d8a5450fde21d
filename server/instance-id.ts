import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

export type InstanceId = {
  /** What this process holds its lanes by; no other process that runs has the same. */
  readonly name: string;
  /** Whether `name` was a process of this machine and data folder that has ended: its lanes need not wait for the lease to end. */
  readonly isGone: (name: string) => boolean;
};

/** The part that stays is kept in the data folder; the host and the process id tell the processes that share it apart. */
export function instanceId(dataDir: string, roles: readonly string[]): InstanceId {
  const stays = `${idIn(dataDir)}:${hostname()}:${roles.join('+')}:`;
  const name = `${stays}${process.pid}`;
  return {
    name,
    // Ids come round: one that is our own was another process's before, as in a container that starts again.
    isGone: (other) => other.startsWith(stays) && (other === name || !isRunning(Number(other.slice(stays.length)))),
  };
}

function idIn(dataDir: string): string {
  const file = join(dataDir, 'instance');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(8).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!existsSync(file)) throw error; // another process was quicker, or this one made it at an earlier start
  }
  return readFileSync(file, 'utf8').trim();
}

/** Signal 0 asks without disturbing; a process of another user answers with a refusal, and runs. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
