import { AsyncLocalStorage } from 'node:async_hooks';

type Failure = { readonly error: unknown };

const collected = new AsyncLocalStorage<Failure[]>();

/** Runs `work`; what fails inside `handingOver` comes back beside the result, to who asked and nobody else. */
export async function collectingFailure<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly failure: Failure | undefined }> {
  const failures: Failure[] = [];
  const result = await collected.run(failures, work);
  return { result, failure: failures[0] };
}

/** Hands an error to who collects it; where nobody does, as on Botpress itself, it is thrown on. */
export async function handingOver(work: () => Promise<void>): Promise<void> {
  const failures = collected.getStore();
  if (failures === undefined) return work();
  try {
    await work();
  } catch (error) {
    failures.push({ error });
  }
}
