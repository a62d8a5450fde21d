type Failure = { readonly error: unknown };

const collectors = new Map<string, Failure[]>();
let turns = 0;

/**
 * Runs `work` under an id of its own; what fails inside `handingOver` for that id comes back beside the result, to who asked and
 * nobody else. Not an `AsyncLocalStorage`: from its first use on, every promise of the process costs more.
 */
export async function collectingFailure<T>(
  work: (id: string) => Promise<T>,
): Promise<{ readonly result: T; readonly failure: Failure | undefined }> {
  const id = `turn-${++turns}`;
  const failures: Failure[] = [];
  collectors.set(id, failures);
  try {
    return { result: await work(id), failure: failures[0] };
  } finally {
    collectors.delete(id);
  }
}

/** Hands an error to who collects it; where nobody does, as on Botpress itself, it is thrown on. */
export async function handingOver(id: string, work: () => Promise<void>): Promise<void> {
  const failures = collectors.get(id);
  if (failures === undefined) return work();
  try {
    await work();
  } catch (error) {
    failures.push({ error });
  }
}
