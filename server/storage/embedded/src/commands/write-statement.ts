import { bytesOf, field, type Raw } from '../bson/raw';
import { type DocumentNode, encodeNode, openDocument, rawOf } from '../bson/tree';
import { type Found, findDocuments, isFound, type Query } from '../query/find-documents';
import type { Collection } from '../storage/catalog';
import { refuseUpsertWithoutShardKey } from '../storage/shard-keys';
import type { Store } from '../storage/store';
import { applySteps, refuseNewId, type UpdateContext } from '../update/apply-update';
import { parseUpdate, type Update } from '../update/parse-update';
import { arrayFiltersOf } from '../update/positions';
import { replacementWithId, upsertBase, withIdFirst } from '../update/upsert';
import { insertDocument, refuseLarge } from './insert';

const idName = Buffer.from('_id');

export interface Change {
  readonly update: Update;
  readonly context: Omit<UpdateContext, 'hit' | 'inserting'>;
}

export function changeOf(update: Raw | undefined, arrayFilters: Raw | undefined, now: Date): Change {
  return { update: parseUpdate(update), context: { now, arrayFilters: arrayFiltersOf(arrayFilters) } };
}

/** All that a write will touch, found before the first of it changes. */
export function targetsOf(store: Store, collection: Collection, query: Query): Found[] {
  return [...findDocuments(store, collection, query)].filter(isFound);
}

export interface Changed {
  readonly bytes: Buffer;
  readonly modified: boolean;
}

export function changeDocument(store: Store, collection: Collection, { document, hit }: Found, change: Change): Changed {
  const bytes = changedBytes(document, hit, change);
  refuseLarge(bytes);
  const modified = !bytes.equals(bytesOf(document));
  if (modified) store.records.replace(collection, document, bytes);
  return { bytes, modified };
}

function changedBytes(document: Raw, hit: number, { update, context }: Change): Buffer {
  if (update.kind === 'steps') {
    const opened = openDocument(document);
    applySteps(opened, update.steps, { ...context, hit, inserting: false });
    return encodeNode(opened);
  }
  const id = field(document, idName);
  const replacementId = field(update.document, idName);
  if (replacementId !== undefined) refuseNewId(id, replacementId);
  return id === undefined ? bytesOf(update.document) : replacementWithId(update.document, id);
}

/** Inserts the document that an upsert without a match makes, and gives its bytes. */
export function upsert(store: Store, collection: Collection, filter: Raw | undefined, change: Change): Buffer {
  refuseUpsertWithoutShardKey(store.strictness, collection, filter);
  const bytes = upsertedBytes(upsertBase(filter), change);
  insertDocument(store, collection, bytes);
  return bytes;
}

function upsertedBytes(base: DocumentNode, { update, context }: Change): Buffer {
  const wanted = base.fields.get('_id');
  const document = update.kind === 'replacement' ? openDocument(update.document) : base;
  if (update.kind === 'steps') applySteps(base, update.steps, { ...context, hit: -1, inserting: true });
  const given = document.fields.get('_id');
  if (wanted !== undefined && given !== undefined) refuseNewId(rawOf(wanted), rawOf(given));
  if (wanted !== undefined) document.fields.set('_id', wanted);
  return withIdFirst(document);
}
