import { documentOf, fieldsOf, itemsOf, type Raw } from '../bson/raw';
import { ArrayNode, DocumentNode, type Node, opened, rawOf } from '../bson/tree';
import { BsonWriter } from '../bson/writer';
import { badValue, failedToParse } from '../errors';
import { type Matcher, matcherOf, matches } from '../query/matcher';

export interface Positions {
  /** What `$` stands for, -1 when the filter met no array. */
  readonly hit: number;
  readonly arrayFilters: ReadonlyMap<string, Matcher>;
}

export function arrayFiltersOf(list: Raw | undefined): Map<string, Matcher> {
  const filters = new Map<string, Matcher>();
  for (const filter of list === undefined ? [] : itemsOf(list)) {
    const names = new Set(namesIn(filter));
    const [name] = names;
    if (names.size !== 1 || name === undefined) throw failedToParse('an array filter needs exactly one top-level field name');
    if (filters.has(name)) throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`);
    filters.set(name, matcherOf(filter));
  }
  return filters;
}

function namesIn(filter: Raw): string[] {
  return fieldsOf(filter).flatMap(({ name, value }) =>
    name.startsWith('$') ? itemsOf(value).flatMap(namesIn) : [name.split('.')[0] ?? name],
  );
}

/** The paths that `$`, `$[]` and `$[name]` stand for in this document. */
export function concretePaths(document: DocumentNode, path: readonly string[], positions: Positions): readonly (readonly string[])[] {
  if (!path.some((part) => part.startsWith('$'))) return [path];
  return expand({ node: document, rest: path, done: [] }, positions);
}

interface Branch {
  readonly node: Node | undefined;
  readonly rest: readonly string[];
  readonly done: readonly string[];
}

function expand({ node, rest, done }: Branch, positions: Positions): (readonly string[])[] {
  const [part, ...others] = rest;
  if (part === undefined) return [done];
  return choices({ node, rest, done }, part, positions).flatMap((name) => {
    return expand({ node: childOf(node, name), rest: others, done: [...done, name] }, positions);
  });
}

function choices({ node, rest, done }: Branch, part: string, { hit, arrayFilters }: Positions): readonly string[] {
  if (!part.startsWith('$')) return [part];
  if (part === '$') {
    if (hit < 0) throw badValue('The positional operator did not find the match needed from the query.');
    return [String(hit)];
  }
  const filterName = /^\$\[(\w*)\]$/.exec(part)?.[1];
  if (filterName === undefined)
    throw badValue(`The dollar ($) prefixed field '${part}' in '${[...done, ...rest].join('.')}' is not allowed.`);
  const filter = arrayFilters.get(filterName);
  if (filterName !== '' && filter === undefined)
    throw badValue(`No array filter found for identifier '${filterName}' in path '${[...done, ...rest].join('.')}'`);
  const array = node === undefined ? undefined : opened(node);
  if (!(array instanceof ArrayNode))
    throw badValue(`The path '${done.join('.')}' must exist in the document in order to apply array updates.`);
  return array.items.flatMap((item, position) => (filter === undefined || accepts(filter, filterName, item) ? [String(position)] : []));
}

function accepts(filter: Matcher, name: string, item: Node): boolean {
  const writer = new BsonWriter();
  const start = writer.open();
  writer.value(name, rawOf(item));
  writer.close(start);
  return matches(filter, documentOf(writer.done()));
}

function childOf(node: Node | undefined, name: string): Node | undefined {
  const parent = node === undefined ? undefined : opened(node);
  if (parent instanceof DocumentNode) return parent.fields.get(name);
  return parent instanceof ArrayNode ? parent.items[Number(name)] : undefined;
}
