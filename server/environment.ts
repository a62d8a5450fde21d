import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What the process was told: the shell's variables win over those of the `.env` file. */
export type Environment = {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly file?: string; // the .env file that was read
  readonly folder?: string; // where relative paths begin
};

export function readEnvironment(folder: string = process.cwd(), shell: NodeJS.ProcessEnv = process.env): Environment {
  const file = join(folder, '.env');
  if (!existsSync(file)) return { values: shell, folder };
  return { values: { ...parseEnv(readFileSync(file, 'utf8')), ...shell }, file, folder };
}
