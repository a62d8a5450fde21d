import { keyOf } from '../bson/key';
import { documentOf, field, type Raw } from '../bson/raw';
import { CommandError } from '../errors';
import { matches } from '../query/matcher';
import type { Catalog, Collection, Index } from './catalog';
import type { Database } from './database';
import { duplicateKey } from './duplicate-key';
import { type IndexKeys, indexKeys, sameKeys } from './index-keys';

const longestKey = 1970;
const noKeys: IndexKeys = { keys: [], throughArray: [] };
const idName = Buffer.from('_id');
const chunk = 1000;

interface Change {
  readonly index: Index;
  readonly added: readonly Buffer[];
  readonly dropped: readonly Buffer[];
  readonly throughArray: readonly boolean[];
}

/** Documents and their index entries. Everything is checked before the first byte changes, so a refused write leaves no trace. */
export class Records {
  constructor(
    private readonly database: Database,
    private readonly catalog: Catalog,
  ) {}

  get(collection: Collection, idKey: Buffer): Buffer | undefined {
    return this.database.get(Buffer.concat([collection.prefix, idKey]));
  }

  insert(collection: Collection, bytes: Buffer): void {
    const document = documentOf(bytes);
    const idKey = keyOf(field(document, idName));
    const recordKey = checked(Buffer.concat([collection.prefix, idKey]));
    const [primary] = collection.indexes;
    if (primary !== undefined && this.database.has(recordKey)) throw duplicateKey(collection, primary, document);
    const changes = this.changes(collection, { idKey, document });
    this.write(collection, idKey, changes);
    this.database.put(recordKey, bytes);
    this.catalog.countBy(collection, 1);
  }

  replace(collection: Collection, before: Raw, bytes: Buffer): void {
    const document = documentOf(bytes);
    const idKey = keyOf(field(document, idName));
    const changes = this.changes(collection, { idKey, document, before });
    this.write(collection, idKey, changes);
    this.database.put(Buffer.concat([collection.prefix, idKey]), bytes);
  }

  remove(collection: Collection, before: Raw): void {
    const idKey = keyOf(field(before, idName));
    for (const index of collection.indexes) {
      if (index.primary) continue;
      for (const key of keysIn(index, before).keys) this.database.remove(entryKey(index, key, idKey));
    }
    this.database.remove(Buffer.concat([collection.prefix, idKey]));
    this.catalog.countBy(collection, -1);
  }

  /** Fills a new index from the documents there are. */
  build(collection: Collection, index: Index): void {
    for (const bytes of this.documents(collection)) {
      const document = documentOf(bytes);
      const idKey = keyOf(field(document, idName));
      const { keys: added, throughArray } = keysIn(index, document);
      this.refuseDuplicates(collection, { idKey, document }, { index, added, dropped: [], throughArray });
      this.write(collection, idKey, [{ index, added, dropped: [], throughArray }]);
    }
  }

  *documents(collection: Collection): Generator<Buffer> {
    const end = Buffer.concat([collection.prefix, Buffer.from([0xff])]);
    let start: Buffer = collection.prefix;
    for (;;) {
      const entries = this.database.slice({ start, end, limit: chunk, after: true });
      for (const { value } of entries) yield value;
      const last = entries.at(-1);
      if (last === undefined || entries.length < chunk) return;
      start = last.key;
    }
  }

  /** Removes everything under a prefix: a collection's documents or an index's entries. */
  clear(prefix: Buffer): void {
    const end = Buffer.concat([prefix, Buffer.from([0xff])]);
    for (;;) {
      const entries = this.database.slice({ start: prefix, end, limit: chunk });
      for (const { key } of entries) this.database.remove(key);
      if (entries.length < chunk) return;
    }
  }

  private changes(collection: Collection, write: Write): Change[] {
    const changes: Change[] = [];
    for (const index of collection.indexes) {
      if (index.primary) continue;
      if (write.before !== undefined && sameKeys(index, write.before, write.document)) continue;
      const next = keysIn(index, write.document);
      const previous = write.before === undefined ? [] : keysIn(index, write.before).keys;
      const added = without(next.keys, previous);
      const dropped = without(previous, next.keys);
      if (added.length === 0 && dropped.length === 0) continue;
      const change = { index, added, dropped, throughArray: next.throughArray };
      this.refuseDuplicates(collection, write, change);
      changes.push(change);
    }
    return changes;
  }

  private refuseDuplicates(collection: Collection, { idKey, document }: Write, { index, added }: Change): void {
    for (const key of added) {
      checked(entryKey(index, key, idKey));
      if (!index.unique) continue;
      const owner = this.database.get(Buffer.concat([index.prefix, key]));
      if (owner !== undefined && !owner.equals(idKey)) throw duplicateKey(collection, index, document);
    }
  }

  private write(collection: Collection, idKey: Buffer, changes: readonly Change[]): void {
    for (const { index, added, dropped, throughArray } of changes) {
      this.catalog.noteArrays(collection, index, throughArray);
      for (const key of dropped) this.database.remove(entryKey(index, key, idKey));
      for (const key of added) this.database.put(entryKey(index, key, idKey), idKey);
    }
  }
}

interface Write {
  readonly idKey: Buffer;
  readonly document: Raw;
  /** The stored document that this one replaces. */
  readonly before?: Raw;
}

/** A unique key leads to one document; another key is told apart by the document's own. */
function entryKey(index: Index, key: Buffer, idKey: Buffer): Buffer {
  return index.unique ? Buffer.concat([index.prefix, key]) : Buffer.concat([index.prefix, key, idKey]);
}

function keysIn(index: Index, document: Raw): IndexKeys {
  return index.accepts !== undefined && !matches(index.accepts, document) ? noKeys : indexKeys(index, document);
}

function without(keys: readonly Buffer[], others: readonly Buffer[]): readonly Buffer[] {
  return others.length === 0 ? keys : keys.filter((key) => !others.some((other) => other.equals(key)));
}

function checked(key: Buffer): Buffer {
  if (key.length > longestKey)
    throw new CommandError('KeyTooLong', `an indexed value is too long: ${key.length} bytes, at most ${longestKey}`);
  return key;
}
