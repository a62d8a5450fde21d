import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instanceId } from '../../server/instance-id';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'instance-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a process has the same name after a restart, and another in another folder or role', () => {
  const name = instanceId(join(folder, 'one'), ['worker']);

  expect(instanceId(join(folder, 'one'), ['worker'])).toBe(name);
  expect(new Set([name, instanceId(join(folder, 'two'), ['worker']), instanceId(join(folder, 'one'), ['web'])]).size).toBe(3);
  expect(statSync(join(folder, 'one', 'instance')).mode & 0o077).toBe(0);
});
