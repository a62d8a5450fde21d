import { type Document, deserialize, EJSON } from 'bson';
import { bytesOf, type Raw } from '../bson/raw';
import { CommandError } from '../errors';
import type { Collection, Index } from './catalog';

/** The error every driver knows as 11000, with the key as MongoDB reports it. */
export function duplicateKey(collection: Collection, index: Index, document: Raw): CommandError {
  const decoded: Document = deserialize(bytesOf(document), { validation: { utf8: false } });
  const keyValue = Object.fromEntries(index.key.map(([path]) => [path, valueAt(decoded, path)]));
  const shown = index.key.map(([path]) => `${path}: ${EJSON.stringify(keyValue[path])}`).join(', ');
  const name = index.primary ? '_id_' : index.name;
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${name} dup key: { ${shown} }`,
    {
      keyPattern: Object.fromEntries(index.key),
      keyValue,
    },
  );
}

function valueAt(document: Document, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => (isRecord(value) ? value[part] : undefined), document) ?? null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
