import { failedToParse } from '../errors';
import { type Command, type Context, ok } from './command';
import { Request } from './request';
import { refuseUnknown } from './unknown-fields';
import { eachStatement } from './write-errors';
import { targetsOf } from './write-statement';

export const deleteCommand: Command = {
  writes: true,
  fields: ['deletes', 'ordered'],
  run: (context, request) => {
    const ordered = request.get('ordered') === undefined || request.flag('ordered');
    let n = 0;
    const errors = eachStatement(request.list('deletes'), ordered, (statement) => {
      n += deleteOnce(context, request.namespace(), new Request(statement));
    });
    return ok({ n, ...errors });
  },
};

function deleteOnce({ store }: Context, namespace: string, statement: Request): number {
  refuseUnknown('delete', statement, ['q', 'limit']);
  const filter = statement.document('q');
  if (filter === undefined) throw failedToParse('a delete needs a filter');
  const collection = store.catalog.find(namespace);
  if (collection === undefined) return 0;
  const targets = targetsOf(store, collection, { filter, sort: [], skip: 0, limit: statement.count('limit') ?? 0 });
  for (const { document } of targets) store.records.remove(collection, document);
  return targets.length;
}
