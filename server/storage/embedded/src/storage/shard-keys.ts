import type { Raw } from '../bson/raw';
import { badValue } from '../errors';
import { constraintsOf } from '../query/bounds';
import type { Collection } from './catalog';
import type { Strictness } from './store';

/** On a sharded cluster an upsert must say which shard it goes to. */
export function refuseUpsertWithoutShardKey({ shardKeys }: Strictness, { namespace }: Collection, filter: Raw | undefined): void {
  const constraints = constraintsOf(filter);
  const missing = shardKeyOf(shardKeys, namespace).find((path) => constraints.get(path)?.points?.length !== 1);
  if (missing !== undefined) throw badValue(`an upsert on ${namespace} must hold the shard key field '${missing}' to one value`);
}

/** On a sharded cluster only an index that begins with the shard key can be unique. */
export function refuseUniqueWithoutShardKey({ shardKeys }: Strictness, namespace: string, paths: readonly string[]): void {
  const missing = shardKeyOf(shardKeys, namespace).find((path, at) => paths[at] !== path);
  if (missing !== undefined) throw badValue(`a unique index on ${namespace} must begin with the shard key, and lacks '${missing}'`);
}

function shardKeyOf(shardKeys: Strictness['shardKeys'], namespace: string): readonly string[] {
  return shardKeys[namespace.slice(namespace.indexOf('.') + 1)] ?? [];
}
