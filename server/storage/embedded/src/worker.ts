import { parentPort, workerData } from 'node:worker_threads';
import type { EmbeddedStoreOptions } from './options';
import { start } from './start';

export type WorkerMessage = { readonly kind: 'started'; readonly uri: string } | { readonly kind: 'in-use' } | { readonly kind: 'stopped' };

async function main(options: EmbeddedStoreOptions): Promise<void> {
  const running = await start(options);
  if (running === undefined) {
    post({ kind: 'in-use' });
    return;
  }
  parentPort?.once('message', async () => {
    await running.stop();
    post({ kind: 'stopped' });
  });
  post({ kind: 'started', uri: running.uri });
}

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

void main(workerData);
