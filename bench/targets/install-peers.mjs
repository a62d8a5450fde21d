import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../peers/', import.meta.url));

/** The frameworks to compare with come from the registry on the first run; their install scripts are not run. */
export function installPeers() {
  if (['bottender', 'bullmq'].every((name) => existsSync(`${folder}node_modules/${name}`))) return;
  console.error('Installing the bots to compare with into bench/peers (first run only) …');
  const args = ['install', '--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund', '--prefix', folder];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('npm could not install bench/peers');
}
