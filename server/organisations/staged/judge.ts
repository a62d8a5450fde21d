import { isDeepStrictEqual } from 'node:util';
import type { Group } from '../../storage/collections/groups';
import type { Organisation } from '../../storage/collections/organisations';
import type { PlaceRow } from '../../storage/collections/place-imports';
import { fault, type RowError } from '../csv-rows';

export type Judged = {
  readonly line: number;
  readonly after?: Organisation | Group;
  readonly name: string;
  readonly faults: readonly RowError[];
};

/** What each row would do to what is there; a place that is named twice is wrong the second time. */
export function judge(rows: readonly Judged[], known: ReadonlyMap<string, Organisation | Group>): readonly PlaceRow[] {
  const seen = new Map<string, number>();
  return rows.map(({ line, after, name, faults }): PlaceRow => {
    if (after === undefined || faults.length > 0) return { line, id: after?._id ?? '', name, status: 'wrong', faults };
    const first = seen.get(after._id);
    if (first !== undefined) return wrong(line, after, fault(line, 'name', 'repeated', { value: name, first: `${first}` }));
    seen.set(after._id, line);
    const before = known.get(after._id);
    const common = { line, id: after._id, name, faults: [] };
    if (before === undefined) return { ...common, status: 'new', after };
    return isDeepStrictEqual(before, after) ? { ...common, status: 'same' } : { ...common, status: 'changed', before, after };
  });
}

function wrong(line: number, { _id, name }: Organisation | Group, error: RowError): PlaceRow {
  return { line, id: _id, name, status: 'wrong', faults: [error] };
}
