import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The name this installation's process holds its lanes by. It is kept in the data folder, so that a process that was killed
 * takes its own lanes back at once instead of waiting for its leases to end.
 */
export function instanceId(dataDir: string, roles: readonly string[]): string {
  return `${idIn(dataDir)}:${roles.join('+')}`;
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
