import { identical } from '../bson/compare';
import type { Raw } from '../bson/raw';
import { type DocumentNode, type Node, rawOf } from '../bson/tree';
import { CommandError } from '../errors';
import { changeArray } from './array-operators';
import { changeField } from './field-operators';
import type { Step } from './parse-update';
import { concretePaths, type Positions } from './positions';

export interface UpdateContext extends Positions {
  readonly now: Date;
  /** The document is being made by an upsert. */
  readonly inserting: boolean;
}

const arrayOperators = new Set(['$push', '$addToSet', '$pop', '$pull', '$pullAll']);

/** Changes an opened document in place. */
export function applySteps(document: DocumentNode, steps: readonly Step[], context: UpdateContext): void {
  const idBefore = idOf(document);
  for (const step of steps) {
    if (step.operator === '$setOnInsert' && !context.inserting) continue;
    for (const path of concretePaths(document, step.path, context)) {
      const concrete = { ...step, path };
      if (arrayOperators.has(step.operator)) changeArray(document, concrete);
      else changeField(document, concrete, context);
    }
  }
  if (!context.inserting) refuseNewId(idBefore, idOf(document));
}

export function refuseNewId(before: Raw | undefined, after: Raw | undefined): void {
  if (before !== undefined && (after === undefined || !identical(before, after))) {
    throw new CommandError('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  }
}

function idOf(document: DocumentNode): Raw | undefined {
  const id: Node | undefined = document.fields.get('_id');
  return id === undefined ? undefined : rawOf(id);
}
