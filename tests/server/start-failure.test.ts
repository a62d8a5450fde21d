import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import mongoose from 'mongoose';
import { checkConfig } from '../../server/config';
import { newSecrets } from '../../server/demonstration-secrets';
import { loadTexts } from '../../server/i18n';
import { createLogger } from '../../server/observability/logger';
import { start } from '../../server/start';
import { explainFailure } from '../../server/start-failure';
import { makeInstallation } from '../support/installation';

const texts = loadTexts();

describe('a start that fails', () => {
  it.each([
    { failure: 'a port in use', make: portInUse, says: /Cổng \d+ đang được dùng[\s\S]*Port \d+ is in use/ },
    { failure: 'a store in use', make: storeInUse, says: /tiến trình khác dùng[\s\S]*in use by another process/ },
    { failure: 'a database that does not answer', make: noDatabase, says: /MONGODB_URI[\s\S]*MONGODB_URI/ },
  ])('is told in both languages with what to do: $failure', async ({ make, says }) => {
    const said = explainFailure(await make(), texts);

    expect(said).toMatch(says);
    expect(said).not.toMatch(/ {4}at |undefined/);
  });

  it.each([
    { failure: 'a fault of ours', error: new TypeError('x is not a function') },
    { failure: 'a file of ours that is missing', error: missingFile() },
    { failure: 'no error at all', error: 'odd' },
  ])('is left to the log when nobody at the terminal can mend it: $failure', ({ error }) => {
    expect(explainFailure(error, texts)).toBeUndefined();
  });
});

describe('a start with content that cannot be served', () => {
  it('names what is wrong, and lets go of the store that opened meanwhile', async () => {
    const { env, remove } = await makeInstallation({ pupils: 1, codes: 1 });
    const content = join(mkdtempSync(join(tmpdir(), 'content-')), 'content');
    cpSync(join(__dirname, '../../content'), content, { recursive: true });
    appendFileSync(join(content, 'hotlines.yaml'), '\n- [');
    const checked = checkConfig({ values: { ...env, CONTENT_DIR: content } }, [], newSecrets);
    if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));

    await expect(start(checked.config, { logger: createLogger('silent') })).rejects.toThrow(/hotlines\.yaml:\d+:\d+ .*\[yaml_syntax\]/);

    const store = await startEmbeddedStore({ dir: join(checked.config.dataDir, 'store'), sync: false });
    await store.stop();
    remove();
    rmSync(join(content, '..'), { recursive: true });
  });
});

async function portInUse(): Promise<unknown> {
  const first = createServer();
  await listening(first, 0);
  const address = first.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const error = await listening(createServer(), port).catch((reason: unknown) => reason);
  first.close();
  return error;
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed).listen(port, '127.0.0.1', done);
  });
}

async function storeInUse(): Promise<unknown> {
  const dir = mkdtempSync(join(tmpdir(), 'in-use-'));
  const store = await startEmbeddedStore({ dir, sync: false });
  const error = await startEmbeddedStore({ dir, sync: false }).catch((reason: unknown) => reason);
  await store.stop();
  rmSync(dir, { recursive: true });
  return error;
}

function noDatabase(): Promise<unknown> {
  const connection = mongoose.createConnection('mongodb://127.0.0.1:9/x', { serverSelectionTimeoutMS: 50 });
  return connection.asPromise().catch((reason: unknown) => reason);
}

function missingFile(): unknown {
  try {
    return readFileSync('nowhere/at/all');
  } catch (error) {
    return error;
  }
}
