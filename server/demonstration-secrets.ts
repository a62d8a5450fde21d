import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secrets = z.object({ secretKey: z.string().min(32), serviceWorkerKey: z.string().min(32) }).readonly();
export type Secrets = z.infer<typeof secrets>;

/** The demonstration makes its own secrets once; two starts at the same moment end with the same ones. */
export function demonstrationSecrets(folder: string): Secrets {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) writeOnce(file, JSON.stringify(newSecrets()), folder);
  return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
}

export function newSecrets(): Secrets {
  return { secretKey: randomBytes(32).toString('base64url'), serviceWorkerKey: randomBytes(32).toString('base64url') };
}

/** A complete file appears under its name or none does, and the first writer wins. */
function writeOnce(file: string, text: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    closeSync(handle);
    rmSync(draft);
  }
}
