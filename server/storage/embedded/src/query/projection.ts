import { isNumber } from '../bson/numbers';
import { fieldsOf, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { BsonWriter } from '../bson/writer';
import { badValue, unsupported } from '../errors';
import { truthOf } from './truth';

/** Gives the bytes of the part of a document that was asked for. */
export type Projection = (document: Raw) => Buffer;

/** A branch of the asked-for paths; a leaf when it has none below. */
type Tree = Map<string, Tree>;

export function projectionOf(spec: Raw | undefined): Projection | undefined {
  const fields = spec === undefined ? [] : fieldsOf(spec);
  if (fields.length === 0) return undefined;
  for (const { name, value } of fields) refuseExpressions(name, value);
  const id = fields.find(({ name }) => name === '_id');
  const others = fields.filter(({ name }) => name !== '_id');
  const includes = others[0] === undefined ? id !== undefined && truthOf(id.value) : truthOf(others[0].value);
  if (others.some(({ value }) => truthOf(value) !== includes)) throw badValue('Cannot mix inclusion and exclusion in a projection');
  const withId = id === undefined ? includes : truthOf(id.value) === includes;
  const tree = treeOf([...(withId ? ['_id'] : []), ...others.map(({ name }) => name)]);
  return (document) => project(document, tree, includes);
}

function refuseExpressions(name: string, value: Raw): void {
  if (name.startsWith('$') || name.endsWith('.$')) throw unsupported(`the projection '${name}'`);
  if (value.type === BsonType.object) throw unsupported(`the projection operator ${fieldsOf(value)[0]?.name ?? '{}'}`);
  if (!isNumber(value) && value.type !== BsonType.boolean) throw unsupported(`an expression for '${name}' in a projection`);
}

function treeOf(paths: readonly string[]): Tree {
  const root: Tree = new Map();
  for (const path of paths) {
    let branch = root;
    for (const [index, part] of path.split('.').entries()) {
      const known = branch.get(part);
      if (known !== undefined && (known.size === 0 || index === path.split('.').length - 1)) throw badValue(`Path collision at ${path}`);
      const next: Tree = known ?? new Map();
      branch.set(part, next);
      branch = next;
    }
  }
  return root;
}

function project(document: Raw, tree: Tree, includes: boolean): Buffer {
  const writer = new BsonWriter();
  const start = writer.open();
  copyFields(document, { writer, tree, includes });
  writer.close(start);
  return writer.done();
}

interface Copy {
  readonly writer: BsonWriter;
  readonly tree: Tree;
  readonly includes: boolean;
}

function copyFields(document: Raw, copy: Copy): void {
  for (const { name, value } of fieldsOf(document)) {
    const branch = copy.tree.get(name);
    const isLeaf = branch === undefined || branch.size === 0;
    if (isLeaf && (branch !== undefined) === copy.includes) copy.writer.value(name, value);
    else if (!isLeaf) copyBranch(name, value, { ...copy, tree: branch });
  }
}

function copyBranch(name: string, value: Raw, copy: Copy): void {
  if (value.type !== BsonType.object && value.type !== BsonType.array) {
    if (!copy.includes) copy.writer.value(name, value);
    return;
  }
  const start = copy.writer.openField(value.type, name);
  if (value.type === BsonType.object) copyFields(value, copy);
  else copyItems(value, copy);
  copy.writer.close(start);
}

/** Elements that are no documents vanish from an inclusion, so the rest are numbered anew. */
function copyItems(list: Raw, copy: Copy): void {
  let position = 0;
  for (const { value } of fieldsOf(list)) {
    const nested = value.type === BsonType.object || value.type === BsonType.array;
    if (!nested && copy.includes) continue;
    copyBranch(String(position++), value, copy);
  }
}
