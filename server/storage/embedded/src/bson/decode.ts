import { type Document, deserialize } from 'bson';
import { bytesOf, documentOf, type Raw } from './raw';
import { BsonWriter } from './writer';

/** The value as the official package's object, its type kept: for replies and messages that are rare. */
export function decoded(value: Raw): unknown {
  const writer = new BsonWriter();
  const start = writer.open();
  writer.value('value', value);
  writer.close(start);
  return decodedDocument(documentOf(writer.done())).value;
}

export function decodedDocument(document: Raw): Document {
  return deserialize(bytesOf(document), { promoteValues: false, bsonRegExp: true, validation: { utf8: false } });
}
