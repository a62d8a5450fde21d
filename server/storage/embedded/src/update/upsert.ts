import { ObjectId } from 'bson';
import { objectIdValue } from '../bson/make';
import { bytesOf, fieldsOf, firstName, hasOperators, itemsOf, type Raw } from '../bson/raw';
import { DocumentNode, encodeNode, openDocument, rawOf } from '../bson/tree';
import { BsonType } from '../bson/types';
import { CommandError } from '../errors';
import { locate, write } from './locate';

/** The document an upsert starts from: what the filter says is equal. */
export function upsertBase(filter: Raw | undefined): DocumentNode {
  const document = new DocumentNode(new Map());
  if (filter !== undefined) addEqualities(document, filter);
  return document;
}

function addEqualities(document: DocumentNode, filter: Raw): void {
  for (const { name, value } of fieldsOf(filter)) {
    if (name === '$and' || (name === '$or' && itemsOf(value).length === 1))
      for (const branch of itemsOf(value)) addEqualities(document, branch);
    if (name.startsWith('$')) continue;
    const wanted = equalityIn(value);
    const place = wanted && locate(document, name.split('.'), true);
    if (wanted === undefined || place === undefined) continue;
    if (place.parent instanceof DocumentNode && place.parent.fields.has(place.name)) {
      throw new CommandError('NotSingleValueField', `cannot infer query fields to set, path '${name}' is matched twice`);
    }
    write(place, wanted);
  }
}

function equalityIn(condition: Raw): Raw | undefined {
  if (condition.type === BsonType.regex) return undefined;
  if (!hasOperators(condition)) return condition;
  for (const { name, value } of fieldsOf(condition)) {
    if (name === '$eq') return value;
    const items = name === '$in' || name === '$all' ? itemsOf(value) : [];
    const [only] = items;
    if (items.length === 1 && only !== undefined && only.type !== BsonType.regex && !hasOperators(only)) return only;
  }
  return undefined;
}

/** The bytes to store: `_id` comes first and is made when there is none. */
export function withIdFirst(document: DocumentNode): Buffer {
  const id = document.fields.get('_id');
  const value = id === undefined ? objectIdValue(new ObjectId().id) : rawOf(id);
  refuseBadId(value);
  const rest = [...document.fields].filter(([name]) => name !== '_id');
  return encodeNode(new DocumentNode(new Map([['_id', value], ...rest])));
}

export function refuseBadId(id: Raw): void {
  if (id.type === BsonType.array || id.type === BsonType.regex) {
    throw new CommandError('InvalidIdField', `The '_id' value cannot be of type ${id.type === BsonType.array ? 'array' : 'regex'}`);
  }
  if (hasOperators(id)) throw new CommandError('DollarPrefixedFieldName', "_id fields may not contain '$'-prefixed fields");
}

export function replacementWithId(replacement: Raw, id: Raw): Buffer {
  if (firstName(replacement) === '_id') return bytesOf(replacement); // the caller has seen that it is the same
  const document = openDocument(replacement);
  document.fields.set('_id', id);
  return withIdFirst(document);
}
