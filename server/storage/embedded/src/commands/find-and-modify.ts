import { nullValue } from '../bson/make';
import { bytesOf, documentOf, field, Raw } from '../bson/raw';
import { BsonType } from '../bson/types';
import { BsonWriter } from '../bson/writer';
import { failedToParse } from '../errors';
import { type Projection, projectionOf } from '../query/projection';
import { sortOf } from '../query/sort';
import type { Command, Context } from './command';
import { existing } from './insert';
import type { Request } from './request';
import { changeDocument, changeOf, targetsOf, upsert } from './write-statement';

const idName = Buffer.from('_id');

export const findAndModify: Command = {
  writes: true,
  fields: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'arrayFilters'],
  run: (context, request) => {
    const project = projectionOf(request.document('fields'));
    const result = request.flag('remove') ? removeOne(context, request) : updateOne(context, request);
    return replyWith(result, project);
  },
};

interface Result {
  /** The document asked for, before or after. */
  readonly value: Raw | undefined;
  readonly n: number;
  readonly updatedExisting?: boolean;
  readonly upsertedId?: Raw | undefined;
}

function target(context: Context, request: Request) {
  const collection = existing(context.store, request.namespace());
  const query = { filter: request.document('query'), sort: sortOf(request.document('sort')), skip: 0, limit: 1 };
  return { collection, filter: query.filter, found: targetsOf(context.store, collection, query)[0] };
}

function removeOne(context: Context, request: Request): Result {
  if (request.get('update') !== undefined || request.flag('upsert') || request.flag('new')) {
    throw failedToParse('remove cannot be used together with update, upsert or new');
  }
  const { collection, found } = target(context, request);
  if (found === undefined) return { value: undefined, n: 0 };
  context.store.records.remove(collection, found.document);
  return { value: found.document, n: 1 };
}

function updateOne(context: Context, request: Request): Result {
  const change = changeOf(request.get('update'), request.get('arrayFilters'), context.now());
  const after = request.flag('new');
  const { collection, filter, found } = target(context, request);
  if (found !== undefined) {
    const { bytes } = changeDocument(context.store, collection, found, change);
    return { value: after ? documentOf(bytes) : found.document, n: 1, updatedExisting: true };
  }
  if (!request.flag('upsert')) return { value: undefined, n: 0, updatedExisting: false };
  const made = documentOf(upsert(context.store, collection, filter, change));
  return { value: after ? made : undefined, n: 1, updatedExisting: false, upsertedId: field(made, idName) };
}

function replyWith({ value, n, updatedExisting, upsertedId }: Result, project: Projection | undefined): Buffer {
  const writer = new BsonWriter();
  const whole = writer.open();
  const last = writer.openField(BsonType.object, 'lastErrorObject');
  writer.int('n', n);
  if (updatedExisting !== undefined)
    writer.value('updatedExisting', new Raw(BsonType.boolean, Buffer.from([updatedExisting ? 1 : 0]), 0, 1));
  if (upsertedId !== undefined) writer.value('upserted', upsertedId);
  writer.close(last);
  if (value === undefined) writer.value('value', nullValue);
  else writer.document('value', project === undefined ? bytesOf(value) : project(value));
  writer.double('ok', 1);
  writer.close(whole);
  return writer.done();
}
