import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EmbeddedStoreOptions } from './options';
import { StoreInUseError } from './store-in-use-error';
import type { WorkerMessage, WorkerOrder } from './worker';

export type { EmbeddedStoreOptions, NastierOptions } from './options';
export { findRunningStore } from './running-store';
export { StoreInUseError } from './store-in-use-error';

export interface EmbeddedStore {
  /** For `mongoose.connect` or `MongoClient`. */
  readonly uri: string;
  /** Writes the file anew, so that nothing that was removed is left in it. Commands wait meanwhile. */
  rewrite(): Promise<void>;
  /** Close the connections first: those still open are cut. */
  stop(): Promise<void>;
}

/**
 * Starts a MongoDB-protocol server for one folder, in a thread of its own. Should that thread ever fail, the error ends the process, as a
 * lost database would: everything acknowledged is on disk, and the next start goes on from there.
 */
export async function startEmbeddedStore(options: EmbeddedStoreOptions): Promise<EmbeddedStore> {
  const dir = resolve(options.dir);
  const worker = new Worker(require.resolve('./worker'), { workerData: { ...options, dir } });
  const message = await nextMessage(worker);
  if (message.kind !== 'started') {
    await worker.terminate();
    throw new StoreInUseError(dir);
  }
  worker.unref();
  return { uri: message.uri, rewrite: () => order(worker, 'rewrite'), stop: () => stop(worker) };
}

async function stop(worker: Worker): Promise<void> {
  await order(worker, 'stop');
  await worker.terminate();
}

/** Keeps the process alive until it is done. */
async function order(worker: Worker, what: WorkerOrder): Promise<void> {
  worker.ref();
  const done = nextMessage(worker);
  worker.postMessage(what);
  await done;
  worker.unref();
}

function nextMessage(worker: Worker): Promise<WorkerMessage> {
  return new Promise((resolve, reject) => {
    const done = () => worker.off('message', onMessage).off('error', onError);
    const onMessage = (message: WorkerMessage) => {
      done();
      resolve(message);
    };
    const onError = (error: unknown) => {
      done();
      reject(error);
    };
    worker.on('message', onMessage).on('error', onError);
  });
}
