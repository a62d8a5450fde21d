import { fieldsOf, itemsOf, Raw } from './raw';
import { BsonType } from './types';
import { BsonWriter } from './writer';

/** A document or array opened for change. What is not touched stays raw, so its bytes and types survive as they are. */
export class DocumentNode {
  constructor(readonly fields: Map<string, Node>) {}
}

export class ArrayNode {
  constructor(readonly items: Node[]) {}
}

export type Node = Raw | DocumentNode | ArrayNode;

export function openDocument(document: Raw): DocumentNode {
  return new DocumentNode(new Map(fieldsOf(document).map(({ name, value }) => [name, value])));
}

/** The same value, opened when it is a document or an array. */
export function opened(node: Node): Node {
  if (!(node instanceof Raw)) return node;
  if (node.type === BsonType.object) return openDocument(node);
  if (node.type === BsonType.array) return new ArrayNode(itemsOf(node));
  return node;
}

export function encodeNode(document: DocumentNode): Buffer {
  const writer = new BsonWriter();
  const start = writer.open();
  for (const [name, node] of document.fields) write(writer, name, node);
  writer.close(start);
  return writer.done();
}

/** The value as bytes again. */
export function rawOf(node: Node): Raw {
  if (node instanceof Raw) return node;
  const writer = new BsonWriter();
  const start = writer.open();
  for (const [name, item] of entriesOf(node)) write(writer, name, item);
  writer.close(start);
  const bytes = writer.done();
  return new Raw(node instanceof ArrayNode ? BsonType.array : BsonType.object, bytes, 0, bytes.length);
}

function write(writer: BsonWriter, name: string, node: Node): void {
  if (node instanceof Raw) {
    writer.value(name, node);
    return;
  }
  const start = writer.openField(node instanceof ArrayNode ? BsonType.array : BsonType.object, name);
  for (const [inner, item] of entriesOf(node)) write(writer, inner, item);
  writer.close(start);
}

function entriesOf(node: DocumentNode | ArrayNode): Iterable<readonly [string, Node]> {
  return node instanceof DocumentNode ? node.fields : node.items.map((item, position) => [String(position), item] as const);
}
