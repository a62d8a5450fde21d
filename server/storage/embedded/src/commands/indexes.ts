import type { Document } from 'bson';
import { decodedDocument } from '../bson/decode';
import { numberOf } from '../bson/numbers';
import { bytesOf, documentOf, fieldsOf, itemsOf, type Raw, textOf } from '../bson/raw';
import { BsonType } from '../bson/types';
import { badValue, CommandError, unsupported } from '../errors';
import { matcherOf } from '../query/matcher';
import { type Collection, type Index, type IndexDefinition, primaryName } from '../storage/catalog';
import { refuseUniqueWithoutShardKey } from '../storage/shard-keys';
import type { Store } from '../storage/store';
import { type Command, ok } from './command';
import { existing } from './insert';
import { Request } from './request';
import { refuseUnknown } from './unknown-fields';

const definitionFields = ['key', 'name', 'unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression', 'background', 'v', 'ns'];

export const createIndexes: Command = {
  writes: true,
  fields: ['indexes'],
  run: ({ store }, request) => {
    const definitions = request.list('indexes').map((one) => definitionOf(new Request(one)));
    const before = store.catalog.find(request.namespace());
    const collection = existing(store, request.namespace());
    const numIndexesBefore = collection.indexes.length;
    addIndexes(store, collection, definitions);
    return ok({ numIndexesBefore, numIndexesAfter: collection.indexes.length, createdCollectionAutomatically: before === undefined });
  },
};

function definitionOf(request: Request): IndexDefinition {
  refuseUnknown('createIndexes.indexes', request, definitionFields);
  const key = fieldsOf(request.document('key') ?? badKey()).map(({ name, value }) => keyPart(name, value));
  const name = request.text('name');
  if (key.length === 0 || name === undefined || name === '') throw new CommandError('CannotCreateIndex', 'an index needs a key and a name');
  const partial = request.document('partialFilterExpression');
  if (partial !== undefined) matcherOf(partial);
  const expireAfterSeconds = request.count('expireAfterSeconds');
  if (expireAfterSeconds !== undefined && key.length > 1)
    throw new CommandError('CannotCreateIndex', 'TTL indexes are single-field indexes');
  return {
    name,
    key,
    unique: request.flag('unique'),
    sparse: request.flag('sparse'),
    ...(partial && { partial: Buffer.from(bytesOf(partial)) }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
  };
}

function badKey(): never {
  throw badValue('an index needs a key');
}

function keyPart(path: string, value: Raw): readonly [string, 1 | -1] {
  if (value.type === BsonType.string) throw unsupported(`an index of kind '${textOf(value)}'`);
  if (path.includes('$')) throw unsupported(`the index field '${path}'`);
  const direction = numberOf(value);
  if (path === '' || direction === undefined || direction === 0 || Number.isNaN(direction)) {
    throw new CommandError('CannotCreateIndex', `the key value for '${path}' must be 1 or -1`);
  }
  return [path, direction > 0 ? 1 : -1];
}

/** All of them, or none when one is refused. */
function addIndexes(store: Store, collection: Collection, definitions: readonly IndexDefinition[]): void {
  const before = new Set(collection.indexes);
  try {
    for (const definition of definitions) addIndex(store, collection, definition);
  } catch (error) {
    for (const index of collection.indexes.filter((one) => !before.has(one))) {
      store.records.clear(index.prefix);
      store.catalog.removeIndex(collection, index);
    }
    throw error;
  }
}

function addIndex(store: Store, collection: Collection, definition: IndexDefinition): void {
  if (isPrimaryKey(definition)) return;
  const sameName = collection.indexes.find(({ name }) => name === definition.name);
  const sameKey = collection.indexes.find(
    (index) => JSON.stringify(index.key) === JSON.stringify(definition.key) && samePartial(index, definition),
  );
  if (sameName !== undefined && sameName === sameKey && sameOptions(sameName, definition)) return;
  if (sameName !== undefined)
    throw new CommandError(
      'IndexKeySpecsConflict',
      `An existing index has the same name as the requested index, and another definition: ${definition.name}`,
    );
  if (sameKey !== undefined) throw new CommandError('IndexOptionsConflict', `Index already exists with a different name: ${sameKey.name}`);
  if (definition.unique)
    refuseUniqueWithoutShardKey(
      store.strictness,
      collection.namespace,
      definition.key.map(([path]) => path),
    );
  store.records.build(collection, store.catalog.addIndex(collection, definition));
}

function isPrimaryKey({ key }: IndexDefinition): boolean {
  return key.length === 1 && key[0]?.[0] === '_id' && key[0][1] === 1;
}

function samePartial(a: IndexDefinition, b: IndexDefinition): boolean {
  return Buffer.compare(a.partial ?? Buffer.alloc(0), b.partial ?? Buffer.alloc(0)) === 0;
}

function sameOptions(a: IndexDefinition, b: IndexDefinition): boolean {
  return a.unique === b.unique && a.sparse === b.sparse && a.expireAfterSeconds === b.expireAfterSeconds;
}

export const dropIndexes: Command = {
  writes: true,
  fields: ['index'],
  run: ({ store }, request) => {
    const collection = store.catalog.find(request.namespace());
    if (collection === undefined) throw new CommandError('NamespaceNotFound', `ns not found ${request.namespace()}`);
    const nIndexesWas = collection.indexes.length;
    for (const index of chosen(collection, request.get('index'))) {
      store.records.clear(index.prefix);
      store.catalog.removeIndex(collection, index);
    }
    return ok({ nIndexesWas });
  },
};

function chosen({ indexes }: Collection, wanted: Raw | undefined): readonly Index[] {
  if (textOf(wanted) === '*') return indexes.filter(({ primary }) => !primary);
  const names = wanted?.type === BsonType.array ? itemsOf(wanted) : [wanted];
  return names.map((name) => {
    const index = indexes.find((one) => one.name === textOf(name));
    if (index === undefined) throw new CommandError('IndexNotFound', `index not found with name [${textOf(name)}]`);
    if (index.name === primaryName) throw new CommandError('InvalidOptions', 'cannot drop _id index');
    return index;
  });
}

export function describe({ name, key, unique, sparse, partial, expireAfterSeconds, primary }: Index): Document {
  return {
    v: 2,
    key: Object.fromEntries(key),
    name,
    ...(unique && !primary && { unique }),
    ...(sparse && { sparse }),
    ...(partial && { partialFilterExpression: decodedDocument(documentOf(partial)) }),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds }),
  };
}
