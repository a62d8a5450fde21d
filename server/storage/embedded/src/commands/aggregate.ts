import { pipelineOf, runStages } from '../aggregation/pipeline';
import { numberOf } from '../bson/numbers';
import { field, type Raw } from '../bson/raw';
import { unsupported } from '../errors';
import type { Found } from '../query/find-documents';
import type { Command } from './command';
import { firstBatch } from './cursors';
import { documentsOf } from './find';

const batchSizeName = Buffer.from('batchSize');

export const aggregate: Command = {
  writes: false,
  fields: ['pipeline', 'cursor', 'allowDiskUse'],
  run: ({ store, cursors, now }, request) => {
    if (request.text('aggregate') === undefined) throw unsupported('an aggregation without a collection');
    const namespace = request.namespace();
    const { query, rest } = pipelineOf(request.get('pipeline'));
    const documents = documentsIn(documentsOf(store, store.catalog.find(namespace), query));
    const options = request.document('cursor');
    const size = options && numberOf(field(options, batchSizeName));
    return cursors.reply(cursors.start(namespace, runStages(documents, rest), now()), firstBatch(size, false));
  },
};

function* documentsIn(found: Iterable<Found | undefined>): Generator<Raw | undefined> {
  for (const one of found) yield one?.document;
}
