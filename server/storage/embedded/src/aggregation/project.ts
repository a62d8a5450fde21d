import { isNumber } from '../bson/numbers';
import { documentOf, type Field, fieldsOf, type Raw } from '../bson/raw';
import { DocumentNode, encodeNode, openDocument, rawOf } from '../bson/tree';
import { BsonType } from '../bson/types';
import { unsupported } from '../errors';
import { projectionOf } from '../query/projection';
import { truthOf } from '../query/truth';
import { expressionOf } from './expression';
import type { Stage } from './stage';

/** Inclusion or exclusion of fields, and new fields taken from others. */
export function projectStage(spec: Raw): Stage {
  const fields = fieldsOf(spec);
  const computed = fields.filter(isComputed);
  const shape = computed.length === 0 ? projectionOf(spec) : inclusion(fields.filter((field) => !isComputed(field)));
  const expressions = computed.map(({ name, value }) => ({ name, expression: expressionOf(value) }));
  return function* (documents) {
    for (const document of documents) {
      if (document === undefined) {
        yield undefined;
        continue;
      }
      const shaped = openDocument(shape === undefined ? document : documentOf(shape(document)));
      for (const { name, expression } of expressions) {
        const value = expression(document);
        if (value !== undefined) shaped.fields.set(name, value);
      }
      yield documentOf(encodeNode(shaped));
    }
  };
}

function isComputed({ name, value }: Field): boolean {
  const computed = !isNumber(value) && value.type !== BsonType.boolean;
  if (computed && name.includes('.')) throw unsupported(`the computed path '${name}' in $project`);
  return computed;
}

/** Fields named beside computed ones; alone, `_id` is kept unless it is refused. */
function inclusion(fields: readonly Field[]): (document: Raw) => Buffer {
  const id = fields.find(({ name }) => name === '_id');
  const withId: [string, Raw][] = id === undefined ? [] : [['_id', id.value]];
  const others = fields.filter((field) => field !== id);
  if (others.length > 0)
    return projectionOf(rawOf(new DocumentNode(new Map(fields.map(({ name, value }) => [name, value]))))) ?? encodeNothing;
  const keepId = withId.every(([, value]) => truthOf(value));
  return (document) => {
    const kept = openDocument(document).fields.get('_id');
    return encodeNode(new DocumentNode(new Map(keepId && kept !== undefined ? [['_id', kept]] : [])));
  };
}

function encodeNothing(): Buffer {
  return encodeNode(new DocumentNode(new Map()));
}
