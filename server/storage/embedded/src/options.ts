/** Ways to be stricter than MongoDB, so that tests find what would only fail in production. */
export interface NastierOptions {
  /** Results without a sort come in a random order. */
  readonly shuffle?: boolean;
  /** Share, 0 to 1, of retryable commands that fail once with NotWritablePrimary and a closed connection, before or after they are done. */
  readonly failShare?: number;
  /** Most documents that a query without an index may look at. */
  readonly largestScan?: number;
  /** By collection: fields that unique indexes must begin with and upserts must hold to one value. */
  readonly shardKeys?: Readonly<Record<string, readonly string[]>>;
  /** Makes the random choices repeatable. */
  readonly seed?: number;
}

export interface EmbeddedStoreOptions {
  /** Folder of the data; made when it is not there. */
  readonly dir: string;
  /** False acknowledges writes before they are on disk. Only for tests. */
  readonly sync?: boolean;
  /** How often expired documents are removed; a minute, as on MongoDB. */
  readonly ttlSweepMs?: number;
  readonly nastier?: NastierOptions;
}
