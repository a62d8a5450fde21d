import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedStore } from '@hieu-luat/embedded-store';
import mongoose from 'mongoose';
import { loadTexts } from '../../server/i18n';
import { explainFailure } from '../../server/start-failure';

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
