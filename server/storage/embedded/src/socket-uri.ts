import { longestSocketPath } from './storage/guard';

/**
 * The address of a socket for drivers; `undefined` when they cannot use its path. They put the names of a replica set's hosts in lower
 * case, so a path with capitals is spoken to directly, and decode the path twice, so it may hold no `%`.
 */
export function socketUri(path: string): string | undefined {
  if (Buffer.byteLength(path) > longestSocketPath || path.includes('%')) return undefined;
  const direct = path === path.toLowerCase() ? '' : 'directConnection=true&';
  return `mongodb://${encodeURIComponent(path)}/?${direct}replicaSet=embedded`;
}
