import { encode } from '../bson/make';
import { documentOf } from '../bson/raw';
import { CommandError } from '../errors';
import { matcherOf, matches } from '../query/matcher';
import type { Collection } from '../storage/catalog';
import type { Store } from '../storage/store';
import { type Command, ok } from './command';
import { firstBatch } from './cursors';
import { describe } from './indexes';

export const create: Command = {
  writes: true,
  fields: [],
  run: ({ store }, request) => {
    const namespace = request.namespace();
    if (store.catalog.find(namespace) !== undefined) throw new CommandError('NamespaceExists', `Collection ${namespace} already exists.`);
    store.catalog.create(namespace);
    return ok();
  },
};

export const drop: Command = {
  writes: true,
  fields: [],
  run: ({ store }, request) => {
    const collection = store.catalog.find(request.namespace());
    if (collection === undefined) return ok();
    dropCollection(store, collection);
    return ok({ nIndexesWas: collection.indexes.length, ns: collection.namespace });
  },
};

export const dropDatabase: Command = {
  writes: true,
  fields: [],
  run: ({ store }, request) => {
    for (const collection of collectionsIn(store, request.database)) dropCollection(store, collection);
    return ok({ dropped: request.database });
  },
};

export const listCollections: Command = {
  writes: false,
  fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  run: ({ store, cursors, now }, request) => {
    const filter = matcherOf(request.document('filter'));
    const nameOnly = request.flag('nameOnly');
    const documents = collectionsIn(store, request.database)
      .map((collection) => encode(description(collection, nameOnly)))
      .filter((bytes) => matches(filter, documentOf(bytes)));
    const cursor = cursors.start(`${request.database}.$cmd.listCollections`, each(documents), now());
    return cursors.reply(cursor, firstBatch(Number.POSITIVE_INFINITY, true));
  },
};

export const listIndexes: Command = {
  writes: false,
  fields: ['cursor'],
  run: ({ store, cursors, now }, request) => {
    const collection = store.catalog.find(request.namespace());
    if (collection === undefined) throw new CommandError('NamespaceNotFound', `ns does not exist: ${request.namespace()}`);
    const documents = collection.indexes.map((index) => encode(describe(index)));
    const cursor = cursors.start(collection.namespace, each(documents), now());
    return cursors.reply(cursor, firstBatch(Number.POSITIVE_INFINITY, true));
  },
};

function* each(documents: readonly Buffer[]): Generator<Buffer> {
  yield* documents;
}

function collectionsIn(store: Store, database: string): Collection[] {
  return store.catalog.all().filter(({ namespace }) => namespace.startsWith(`${database}.`));
}

function dropCollection(store: Store, collection: Collection): void {
  store.records.clear(collection.prefix);
  for (const index of collection.indexes) store.records.clear(index.prefix);
  store.catalog.remove(collection);
}

function description({ namespace, uuid }: Collection, nameOnly: boolean) {
  const name = namespace.slice(namespace.indexOf('.') + 1);
  if (nameOnly) return { name, type: 'collection' };
  return { name, type: 'collection', options: {}, info: { readOnly: false, uuid }, idIndex: { v: 2, key: { _id: 1 }, name: '_id_' } };
}
