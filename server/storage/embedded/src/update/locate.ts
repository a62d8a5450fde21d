import { nullValue } from '../bson/make';
import { ArrayNode, DocumentNode, type Node, opened } from '../bson/tree';
import { badValue, CommandError } from '../errors';
import { isPosition } from './path-part';

/** A field of a document or a position of an array, which need not exist yet. */
export interface Place {
  readonly parent: DocumentNode | ArrayNode;
  readonly name: string;
}

const farthest = 1_500_000;

/** The place a path names. Missing parents are made when `create`, else the result is `undefined`. */
export function locate(document: DocumentNode, path: readonly string[], create: boolean): Place | undefined {
  let parent: DocumentNode | ArrayNode = document;
  for (const [depth, name] of path.entries()) {
    const place: Place = { parent, name };
    if (parent instanceof ArrayNode && !isPosition(name)) return create ? refuse(path, depth) : undefined;
    if (depth === path.length - 1) return place;
    let next = read(place);
    if (next === undefined) {
      if (!create) return undefined;
      next = new DocumentNode(new Map());
    }
    next = opened(next);
    if (!(next instanceof DocumentNode || next instanceof ArrayNode)) return create ? refuse(path, depth + 1) : undefined;
    write(place, next);
    parent = next;
  }
  return undefined;
}

export function read({ parent, name }: Place): Node | undefined {
  return parent instanceof ArrayNode ? parent.items[Number(name)] : parent.fields.get(name);
}

export function write({ parent, name }: Place, node: Node): void {
  if (parent instanceof DocumentNode) {
    parent.fields.set(name, node);
    return;
  }
  const position = Number(name);
  if (position > farthest) throw badValue(`the array position ${position} is too large`);
  while (parent.items.length < position) parent.items.push(nullValue);
  parent.items[position] = node;
}

/** An array keeps its length: the removed element leaves a null. */
export function erase({ parent, name }: Place): void {
  if (parent instanceof DocumentNode) parent.fields.delete(name);
  else if (Number(name) < parent.items.length) parent.items[Number(name)] = nullValue;
}

function refuse(path: readonly string[], depth: number): never {
  throw new CommandError('PathNotViable', `Cannot create field '${path[depth]}' in element {${path[depth - 1]}: …}`);
}
