import { bytesOf, field, fieldsOf, firstName, type Raw } from '../bson/raw';
import { openDocument } from '../bson/tree';
import { CommandError } from '../errors';
import type { Collection } from '../storage/catalog';
import type { Store } from '../storage/store';
import { refuseBadId, withIdFirst } from '../update/upsert';
import { type Command, ok } from './command';
import { eachStatement } from './write-errors';

const idName = Buffer.from('_id');
const largestDocument = 16 * 1024 * 1024;

export const insert: Command = {
  writes: true,
  fields: ['documents', 'ordered'],
  run: ({ store }, request) => {
    const collection = existing(store, request.namespace());
    const ordered = request.get('ordered') === undefined || request.flag('ordered');
    let n = 0;
    const errors = eachStatement(request.list('documents'), ordered, (document) => {
      insertDocument(store, collection, withId(document));
      n++;
    });
    return ok({ n, ...errors });
  },
};

/** A collection comes into being with its first write. */
export function existing(store: Store, namespace: string): Collection {
  return store.catalog.find(namespace) ?? store.catalog.create(namespace);
}

export function insertDocument(store: Store, collection: Collection, bytes: Buffer): void {
  refuseLarge(bytes);
  store.records.insert(collection, bytes);
}

export function refuseLarge(bytes: Buffer): void {
  if (bytes.length > largestDocument)
    throw new CommandError('BSONObjectTooLarge', `a document is ${bytes.length} bytes long, at most ${largestDocument} are allowed`);
}

function withId(document: Raw): Buffer {
  for (const name of namesOf(document)) {
    if (name.startsWith('$'))
      throw new CommandError('DollarPrefixedFieldName', `The dollar ($) prefixed field '${name}' is not valid for storage.`);
  }
  const id = field(document, idName);
  if (id === undefined || firstName(document) !== '_id') return withIdFirst(openDocument(document));
  refuseBadId(id);
  return bytesOf(document);
}

function namesOf(document: Raw): string[] {
  return fieldsOf(document).map(({ name }) => name);
}
