import { deserialize, UUID } from 'bson';
import { encode } from '../bson/make';
import { documentOf, fieldsOf } from '../bson/raw';
import { type Matcher, matcherOf } from '../query/matcher';
import { pathOf } from '../query/path';
import type { Database } from './database';
import type { KeyPattern } from './index-keys';

export interface IndexDefinition {
  readonly name: string;
  readonly key: readonly (readonly [path: string, direction: 1 | -1])[];
  readonly unique: boolean;
  readonly sparse: boolean;
  /** BSON bytes of the filter. */
  readonly partial?: Buffer;
  readonly expireAfterSeconds?: number;
}

export interface Index extends IndexDefinition, KeyPattern {
  /** The index on `_id`, whose entries are the documents themselves. */
  readonly primary: boolean;
  readonly ident: number;
  readonly prefix: Buffer;
  readonly accepts?: Matcher;
  /** Which fields some document reached through an array: two bounds on such a field may be met by two elements. */
  throughArray: boolean[];
}

export interface Collection {
  /** `database.collection`. */
  readonly namespace: string;
  readonly ident: number;
  readonly prefix: Buffer;
  readonly uuid: string;
  /** The first one is the index on `_id`. */
  indexes: readonly Index[];
  count: number;
}

interface StoredCollection {
  readonly namespace: string;
  readonly ident: number;
  readonly uuid: string;
  readonly indexes: readonly StoredIndex[];
}

interface StoredIndex {
  readonly ident: number;
  readonly definition: string;
  readonly partial?: { readonly buffer: Uint8Array };
  readonly throughArray: readonly boolean[];
}

const catalogSpace = 0;
const countSpace = 1;
const identKey = Buffer.concat([u32(2), Buffer.from('ident')]);
const firstIdent = 16;

/** Which collections and indexes there are: kept in memory, changed inside a write transaction, read again when that fails. */
export class Catalog {
  private readonly collections = new Map<string, Collection>();
  private readonly changedCounts = new Set<Collection>();
  private lastIdent = firstIdent;

  constructor(private readonly database: Database) {
    this.load();
  }

  load(): void {
    this.collections.clear();
    this.changedCounts.clear();
    this.lastIdent = this.database.get(identKey)?.readUInt32BE(0) ?? firstIdent;
    for (const { value } of this.database.slice({ start: u32(catalogSpace), end: u32(catalogSpace + 1), limit: Number.MAX_SAFE_INTEGER })) {
      const collection = this.revive(value);
      this.collections.set(collection.namespace, collection);
    }
  }

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  all(): Collection[] {
    return [...this.collections.values()];
  }

  create(namespace: string): Collection {
    const ident = this.nextIdent();
    const collection = { namespace, ident, prefix: u32(ident), uuid: new UUID().toHexString(), indexes: [primaryIndex(ident)], count: 0 };
    this.collections.set(namespace, collection);
    this.save(collection);
    return collection;
  }

  addIndex(collection: Collection, definition: IndexDefinition): Index {
    const index = indexOf(definition, this.nextIdent(), []);
    collection.indexes = [...collection.indexes, index];
    this.save(collection);
    return index;
  }

  removeIndex(collection: Collection, index: Index): void {
    collection.indexes = collection.indexes.filter((one) => one !== index);
    this.save(collection);
  }

  remove(collection: Collection): void {
    this.collections.delete(collection.namespace);
    this.changedCounts.delete(collection);
    this.database.remove(catalogKey(collection.namespace));
    this.database.remove(countKey(collection));
  }

  countBy(collection: Collection, change: number): void {
    collection.count += change;
    this.changedCounts.add(collection);
  }

  /** Remembers that a field of the index went through an array. */
  noteArrays(collection: Collection, index: Index, throughArray: readonly boolean[]): void {
    if (throughArray.every((through, at) => !through || index.throughArray[at] === true)) return;
    index.throughArray = index.key.map((_, at) => index.throughArray[at] === true || throughArray[at] === true);
    this.save(collection);
  }

  /** The last thing a write transaction does. */
  saveCounts(): void {
    for (const collection of this.changedCounts) {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64BE(BigInt(collection.count));
      this.database.put(countKey(collection), bytes);
    }
    this.changedCounts.clear();
  }

  private nextIdent(): number {
    this.lastIdent++;
    this.database.put(identKey, u32(this.lastIdent));
    return this.lastIdent;
  }

  private save(collection: Collection): void {
    const { namespace, ident, uuid } = collection;
    const indexes = collection.indexes.map(({ ident: own, partial, throughArray, name, key, unique, sparse, expireAfterSeconds }) => ({
      ident: own,
      definition: JSON.stringify({ name, key, unique, sparse, expireAfterSeconds }),
      partial,
      throughArray,
    }));
    this.database.put(catalogKey(namespace), encode({ namespace, ident, uuid, indexes }));
  }

  private revive(bytes: Buffer): Collection {
    const stored = deserialize(bytes) as StoredCollection;
    const indexes = stored.indexes.map(({ ident, definition, partial, throughArray }) => {
      if (ident === stored.ident) return primaryIndex(ident);
      const parsed: IndexDefinition = JSON.parse(definition);
      return indexOf({ ...parsed, ...(partial && { partial: Buffer.from(partial.buffer) }) }, ident, throughArray);
    });
    const prefix = u32(stored.ident);
    const count = Number(this.database.get(Buffer.concat([u32(countSpace), prefix]))?.readBigUInt64BE(0) ?? 0);
    return { ...stored, prefix, indexes, count };
  }
}

export const primaryName = '_id_';

function primaryIndex(ident: number): Index {
  return { ...indexOf({ name: primaryName, key: [['_id', 1]], unique: true, sparse: false }, ident, []), primary: true };
}

function indexOf(definition: IndexDefinition, ident: number, throughArray: readonly boolean[]): Index {
  return {
    ...definition,
    primary: false,
    ident,
    prefix: u32(ident),
    paths: definition.key.map(([path]) => pathOf(path)),
    reads: fieldsRead(definition),
    directions: definition.key.map(([, direction]) => direction),
    throughArray: definition.key.map((_, at) => throughArray[at] === true),
    ...(definition.partial && { accepts: matcherOf(documentOf(definition.partial)) }),
  };
}

/** Where its paths and those of its partial filter begin. */
function fieldsRead({ key, partial }: IndexDefinition): readonly Buffer[] | undefined {
  const paths = [...key.map(([path]) => path), ...(partial === undefined ? [] : fieldsOf(documentOf(partial)).map(({ name }) => name))];
  if (paths.some((path) => path.startsWith('$'))) return undefined;
  return [...new Set(paths.map((path) => path.split('.')[0] ?? path))].map((name) => Buffer.from(name));
}

function catalogKey(namespace: string): Buffer {
  return Buffer.concat([u32(catalogSpace), Buffer.from(namespace)]);
}

function countKey(collection: Collection): Buffer {
  return Buffer.concat([u32(countSpace), collection.prefix]);
}

function u32(number: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(number, 0);
  return bytes;
}
