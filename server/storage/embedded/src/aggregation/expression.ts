import { nullValue } from '../bson/make';
import { field, fieldsOf, itemsOf, type Raw, textOf } from '../bson/raw';
import { ArrayNode, DocumentNode, rawOf } from '../bson/tree';
import { BsonType } from '../bson/types';
import { unsupported } from '../errors';
import { type Path, pathOf } from '../query/path';

/** Computes a value from a document; `undefined` is a missing field. */
export type Expression = (document: Raw) => Raw | undefined;

export function expressionOf(spec: Raw): Expression {
  const text = textOf(spec);
  if (text?.startsWith('$$')) throw unsupported(`the variable ${text}`);
  if (text?.startsWith('$')) return fieldPath(pathOf(text.slice(1)));
  if (spec.type === BsonType.array) throw unsupported('an array in an expression');
  if (spec.type !== BsonType.object) return () => spec;
  const fields = fieldsOf(spec);
  const [first] = fields;
  if (first?.name === '$literal') return () => first.value;
  if (first?.name.startsWith('$')) throw unsupported(`the expression ${first.name}`);
  const parts = fields.map(({ name, value }) => [name, expressionOf(value)] as const);
  return (document) => rawOf(new DocumentNode(new Map(parts.flatMap(([name, part]) => entry(name, part(document))))));
}

function entry(name: string, value: Raw | undefined): [string, Raw][] {
  return value === undefined ? [] : [[name, value]];
}

function fieldPath(path: Path): Expression {
  return (document) => follow(document, path, 0);
}

/** Through an array a path gives the array of what its elements have. */
function follow(value: Raw, path: Path, depth: number): Raw | undefined {
  const part = path.parts[depth];
  if (part === undefined) return value;
  if (value.type === BsonType.object) {
    const next = field(value, part.name);
    return next && follow(next, path, depth + 1);
  }
  if (value.type !== BsonType.array) return undefined;
  const found = itemsOf(value).flatMap((item) => follow(item, path, depth) ?? []);
  return rawOf(new ArrayNode(found));
}

export function orNull(value: Raw | undefined): Raw {
  return value ?? nullValue;
}
