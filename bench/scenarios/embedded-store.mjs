import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { onCpu, serverCpu } from '../targets/pin.mjs';

const script = fileURLToPath(new URL('../embedded-store.mjs', import.meta.url));

/** The store alone prints its own tables; they are part of the same run. */
export async function embeddedStore({ learners, quick }) {
  const [command, ...args] = onCpu(serverCpu, [process.execPath, script, ...(quick ? ['1000'] : learners.map(String))]);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('bench/embedded-store.mjs failed');
  return [];
}
