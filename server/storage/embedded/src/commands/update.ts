import type { Document } from 'bson';
import { decoded } from '../bson/decode';
import { documentOf, field, type Raw } from '../bson/raw';
import { badValue, failedToParse } from '../errors';
import type { Collection } from '../storage/catalog';
import type { Store } from '../storage/store';
import { type Command, type Context, ok } from './command';
import { existing } from './insert';
import { Request } from './request';
import { refuseUnknown } from './unknown-fields';
import { eachStatement } from './write-errors';
import { changeDocument, changeOf, targetsOf, upsert } from './write-statement';

const idName = Buffer.from('_id');
const statementFields = ['q', 'u', 'multi', 'upsert', 'arrayFilters'];

export const update: Command = {
  writes: true,
  fields: ['updates', 'ordered'],
  run: (context, request) => {
    const collection = existing(context.store, request.namespace());
    const ordered = request.get('ordered') === undefined || request.flag('ordered');
    const upserted: Document[] = [];
    let n = 0;
    let nModified = 0;
    const errors = eachStatement(request.list('updates'), ordered, (statement, index) => {
      const result = updateOnce(context, collection, new Request(statement));
      n += result.n;
      nModified += result.modified;
      if (result.upsertedId !== undefined) upserted.push({ index, _id: decoded(result.upsertedId) });
    });
    return ok({ n, nModified, ...(upserted.length > 0 && { upserted }), ...errors });
  },
};

interface Result {
  readonly n: number;
  readonly modified: number;
  readonly upsertedId?: Raw;
}

function updateOnce({ store, now }: Context, collection: Collection, statement: Request): Result {
  refuseUnknown('update', statement, statementFields);
  const filter = statement.document('q');
  if (filter === undefined) throw failedToParse('an update needs a filter');
  const multi = statement.flag('multi');
  const change = changeOf(statement.get('u'), statement.get('arrayFilters'), now());
  if (multi && change.update.kind === 'replacement') throw failedToParse('multi update is not supported for replacement-style update');
  const targets = targetsOf(store, collection, { filter, sort: [], skip: 0, limit: multi ? 0 : 1 });
  if (targets.length === 0 && statement.flag('upsert')) return upserting(store, collection, { filter, change });
  let modified = 0;
  for (const target of targets) if (changeDocument(store, collection, target, change).modified) modified++;
  return { n: targets.length, modified };
}

interface Upsert {
  readonly filter: Raw;
  readonly change: ReturnType<typeof changeOf>;
}

function upserting(store: Store, collection: Collection, { filter, change }: Upsert): Result {
  const id = field(documentOf(upsert(store, collection, filter, change)), idName);
  if (id === undefined) throw badValue('an upsert made no _id');
  return { n: 1, modified: 0, upsertedId: id };
}
