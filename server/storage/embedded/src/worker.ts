import { parentPort, workerData } from 'node:worker_threads';
import type { EmbeddedStoreOptions } from './options';
import { start } from './start';

export type WorkerMessage =
  | { readonly kind: 'started'; readonly uri: string }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'rewritten' }
  | { readonly kind: 'stopped' };
export type WorkerOrder = 'rewrite' | 'stop';

async function main(options: EmbeddedStoreOptions): Promise<void> {
  const running = await start(options);
  if (running === undefined) {
    post({ kind: 'in-use' });
    return;
  }
  parentPort?.on('message', async (order: WorkerOrder) => {
    await (order === 'rewrite' ? running.rewrite() : running.stop());
    post({ kind: order === 'rewrite' ? 'rewritten' : 'stopped' });
  });
  post({ kind: 'started', uri: running.uri });
}

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

void main(workerData);
