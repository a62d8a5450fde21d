import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds package.json and content/, whether this file runs from its source or from dist. */
export const packageRoot = rootAbove(__dirname);

function rootAbove(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'content'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The folder of the installation has no package.json beside content/');
  return rootAbove(parent);
}
