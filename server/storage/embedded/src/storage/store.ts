import { Catalog } from './catalog';
import type { Database } from './database';
import { Records } from './records';
import { RetryRecords } from './retry-records';

/** Stricter than MongoDB on purpose, so that tests find what would only fail in production. */
export interface Strictness {
  /** Documents a query without an index may look at. */
  readonly largestScan: number;
  /** Puts results that were not sorted in a random order. */
  readonly shuffle: (<T>(items: T[]) => T[]) | undefined;
  /** Fields that every unique index and upsert on a collection must contain. */
  readonly shardKeys: Readonly<Record<string, readonly string[]>>;
}

export class Store {
  readonly catalog: Catalog;
  readonly records: Records;
  readonly retries: RetryRecords;

  constructor(
    readonly database: Database,
    readonly strictness: Strictness,
  ) {
    this.catalog = new Catalog(database);
    this.records = new Records(database, this.catalog);
    this.retries = new RetryRecords(database);
  }

  /** Everything the work writes is on disk when this returns, or nothing of it is. */
  commit(work: () => void): void {
    try {
      this.database.commit(() => {
        work();
        this.catalog.saveCounts();
      });
    } catch (error) {
      this.catalog.load();
      throw error;
    }
  }
}
