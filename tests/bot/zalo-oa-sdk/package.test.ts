import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sources from '../../../bot/zalo-oa-sdk/src';
import { proofOf } from '../../../bot/zalo-oa-sdk/src';

const root = join(__dirname, '../../..');
const run = (script: string, kind: 'module' | 'commonjs') =>
  JSON.parse(execFileSync(process.execPath, [`--input-type=${kind}`, '-e', script], { cwd: root, encoding: 'utf8' }));

describe('the package', () => {
  const names = Object.keys(sources).sort();

  test('is imported as a module with every name', () => {
    const script = `import * as all from 'zalo-oa-sdk'; import { createZaloOa } from 'zalo-oa-sdk';
      console.log(JSON.stringify({ names: Object.keys(all).filter((name) => name !== '__esModule').sort(), kind: typeof createZaloOa }));`;

    expect(run(script, 'module')).toEqual({ names, kind: 'function' });
  });

  test('is required with every name', () => {
    expect(run("console.log(JSON.stringify(Object.keys(require('zalo-oa-sdk')).sort()))", 'commonjs')).toEqual(names);
  });

  test('is one and the same both ways, so that its errors are known by class', () => {
    const script = `import { createRequire } from 'node:module'; import { ZaloApiError } from 'zalo-oa-sdk';
      console.log(createRequire(process.cwd() + '/x.js')('zalo-oa-sdk').ZaloApiError === ZaloApiError);`;

    expect(run(script, 'module')).toBe(true);
  });

  test('depends on nothing', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'bot/zalo-oa-sdk/package.json'), 'utf8'));

    expect([manifest.dependencies, manifest.peerDependencies, manifest.optionalDependencies]).toEqual([undefined, undefined, undefined]);
  });
});

test('the proof of a token is the known one', () => {
  expect(proofOf('access-token-for-tests', 'app-secret-for-tests')).toBe(
    '7196be12396e82d498574863aab45f32c0f0c84c6d6d4038d19a0d78120bdf44',
  );
});
