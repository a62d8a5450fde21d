import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instanceId } from '../../server/instance-id';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'instance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('processes of another folder or role have another name', () => {
  const { name } = instanceId(join(folder, 'one'), ['worker']);

  expect(new Set([name, instanceId(join(folder, 'two'), ['worker']).name, instanceId(join(folder, 'one'), ['web']).name]).size).toBe(3);
  expect(statSync(join(folder, 'one', 'instance')).mode & 0o077).toBe(0);
});

describe('a name is known to be gone', () => {
  const ended = spawnSync(process.execPath, ['--version']).pid;
  const own = () => instanceId(folder, ['worker']).name;
  const withPid = (pid: number) => own().replace(/\d+$/, String(pid));

  test.each([
    { which: 'of a process of this folder that has ended', name: () => withPid(ended), gone: true },
    { which: 'of this process, from before it started again', name: own, gone: true },
    { which: 'of a process of this folder that runs', name: () => withPid(process.ppid), gone: false },
    { which: 'of another folder', name: () => `x${withPid(ended)}`, gone: false },
  ])('$which: $gone', ({ name, gone }) => {
    expect(instanceId(folder, ['worker']).isGone(name())).toBe(gone);
  });
});
