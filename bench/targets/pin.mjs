import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

export const serverCpu = 0;
export const driverCpu = 1;

/** Whether each side can have a processor of its own. Without that the two take time from each other. */
export const canPin = cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0;

export const onCpu = (cpu, command) => (canPin ? ['taskset', '-c', String(cpu), ...command] : command);

export function pinDriver() {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(driverCpu), String(process.pid)]);
}
