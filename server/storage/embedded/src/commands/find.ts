import { bytesOf, fieldsOf, type Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { unsupported } from '../errors';
import { type Found, findDocuments, type Query } from '../query/find-documents';
import { matcherOf } from '../query/matcher';
import { projectionOf } from '../query/projection';
import { sortOf } from '../query/sort';
import type { Collection } from '../storage/catalog';
import type { Store } from '../storage/store';
import type { Command } from './command';
import { type Batches, firstBatch } from './cursors';
import type { Request } from './request';
import { cursorId } from './sessions';

export const findFields = [
  'filter',
  'sort',
  'projection',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'hint',
  'noCursorTimeout',
  'allowDiskUse',
];

export const find: Command = {
  writes: false,
  fields: findFields,
  run: (context, request) => {
    const query = queryIn(request);
    const documents = found(context.store, request, query);
    const cursor = context.cursors.start(request.namespace(), documents, context.now());
    return context.cursors.reply(cursor, firstBatch(request.count('batchSize'), request.flag('singleBatch')));
  },
};

export const getMore: Command = {
  writes: false,
  fields: ['collection', 'batchSize'],
  run: ({ cursors, now }, request) => {
    const value = request.get('getMore');
    const id = value === undefined ? 0n : cursorId(value);
    const cursor = cursors.find(id, `${request.database}.${request.text('collection')}`);
    cursor.usedAt = now().getTime();
    const size = request.count('batchSize') || Number.POSITIVE_INFINITY;
    return cursors.reply(cursor, { size, field: 'nextBatch' }, id);
  },
};

export function queryIn(request: Request): Query {
  return {
    filter: request.document('filter'),
    sort: sortOf(request.document('sort')),
    skip: request.count('skip') ?? 0,
    limit: request.count('limit') ?? 0,
    natural: isNatural(request.get('hint')),
  };
}

/** Hints are not for product code; reading in natural order is how tests compare plans. */
function isNatural(hint: Raw | undefined): boolean {
  if (hint === undefined) return false;
  const [only] = hint.type === BsonType.object ? fieldsOf(hint) : [];
  if (only?.name !== '$natural') throw unsupported('a hint');
  return true;
}

function* found(store: Store, request: Request, query: Query): Batches {
  const collection = store.catalog.find(request.namespace());
  const project = projectionOf(request.document('projection'));
  for (const one of documentsOf(store, collection, query)) {
    yield one && (project === undefined ? bytesOf(one.document) : project(one.document));
  }
}

/** Also checks the query when there is no collection to look in. */
export function* documentsOf(store: Store, collection: Collection | undefined, query: Query): Generator<Found | undefined> {
  if (collection === undefined) matcherOf(query.filter);
  else yield* findDocuments(store, collection, query);
}
