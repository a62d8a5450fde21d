import { decoded } from '../bson/decode';
import { keyOf } from '../bson/key';
import type { Raw } from '../bson/raw';
import { failedToParse } from '../errors';
import { isFound } from '../query/find-documents';
import { matcherOf } from '../query/matcher';
import { pathOf, valuesAt } from '../query/path';
import { type Command, ok } from './command';
import { documentsOf } from './find';

export const count: Command = {
  writes: false,
  fields: ['query', 'limit', 'skip'],
  run: function* ({ store }, request) {
    const filter = request.document('query');
    const skip = request.count('skip') ?? 0;
    const limit = request.count('limit') ?? 0;
    const collection = store.catalog.find(request.namespace());
    if (matcherOf(filter).matchesAll) {
      const rest = Math.max(0, (collection?.count ?? 0) - skip);
      return ok({ n: limit === 0 ? rest : Math.min(rest, limit) });
    }
    let n = 0;
    for (const found of documentsOf(store, collection, { filter, sort: [], skip, limit })) {
      if (isFound(found)) n++;
      else yield undefined;
    }
    return ok({ n });
  },
};

export const distinct: Command = {
  writes: false,
  fields: ['key', 'query'],
  run: function* ({ store }, request) {
    const key = request.text('key');
    if (key === undefined) throw failedToParse('distinct needs a key');
    const path = pathOf(key);
    const values = new Map<string, Raw>();
    const query = { filter: request.document('query'), sort: [], skip: 0, limit: 0 };
    for (const found of documentsOf(store, store.catalog.find(request.namespace()), query)) {
      if (found === undefined) yield undefined;
      else for (const value of valuesAt(found.document, path)) if (value !== undefined) values.set(keyOf(value).toString('latin1'), value);
    }
    return ok({ values: [...values.values()].map(decoded) });
  },
};
