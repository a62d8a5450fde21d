import { spawnSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { emptyFolder } from './empty-folder.mjs';

const seeded = new Map(); // script and its environment -> the folder it filled
process.on('exit', () => {
  for (const folder of seeded.values()) rmSync(folder, { recursive: true, force: true });
});

/** A copy of what `script` leaves in DATA; the script runs once a bench for each environment. */
export function seededFolder(script, env) {
  const copy = emptyFolder();
  cpSync(filledBy(script, env), copy, { recursive: true });
  return copy;
}

function filledBy(script, env) {
  const key = JSON.stringify([script, env]);
  const known = seeded.get(key);
  if (known !== undefined) return known;

  const folder = emptyFolder();
  seeded.set(key, folder);
  const { status } = spawnSync(process.execPath, [script], {
    env: { ...process.env, ...env, DATA: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${script} could not fill the store`);
  return folder;
}
