import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';

const made: ReadonlySet<string> = new Set(['node_modules', 'dist', 'data', 'coverage', 'out', '.git']);

/** The project's own files, as paths from its folder. */
export function repositoryFiles(folder = ''): readonly string[] {
  return readdirSync(join('.', folder), { withFileTypes: true }).flatMap((entry: Dirent) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return made.has(entry.name) ? [] : repositoryFiles(path);
  });
}
