import type { ShownCell, TableCell } from '../../../../server/reach/given-out';

export const measures = ['low', 'high', 'attendances', 'understood'] as const;
export type Measure = (typeof measures)[number];

/** A plan of areas, each with as many organisations as `organisations` says and some people under the area alone. */
export function treeOf(organisations: readonly number[], counts: readonly number[]): readonly TableCell[] {
  let next = 0;
  const take = () => counts[next++ % counts.length] ?? 0;
  const cells: TableCell[] = [];
  for (const [index, number] of organisations.entries()) {
    const parts = Array.from({ length: number }, (_, at) => cellOf(`a${index}s${at}`, `a${index}`, [take()]));
    const alone = number === 0 || index % 2 === 0 ? [cellOf('alone', undefined, [take()])] : [];
    cells.push(sum(`a${index}`, 'plan', [...parts, ...alone]), ...parts);
  }
  return [
    sum(
      'plan',
      undefined,
      cells.filter(({ parent }) => parent === 'plan'),
    ),
    ...cells,
  ];
}

function cellOf(id: string, parent: string | undefined, [count = 0]: readonly number[]): TableCell {
  return {
    id,
    parent,
    low: count,
    high: count + (count % 3),
    people: undefined,
    attendances: count * 2,
    understood: Math.floor(count / 2),
  };
}

function sum(id: string, parent: string | undefined, parts: readonly TableCell[]): TableCell {
  const of = (measure: Measure) => parts.reduce((total, part) => total + (part[measure] ?? 0), 0);
  return { id, parent, low: of('low'), high: of('high'), people: undefined, attendances: of('attendances'), understood: of('understood') };
}

/**
 * Everything that somebody can work out of one output: what it shows, and what follows from its sums by linear algebra. That nobody
 * stands under an area alone is taken as known.
 */
export function known(cells: readonly TableCell[], shown: ReadonlyMap<string, ShownCell>, measure: Measure): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  for (const cell of cells) {
    const told = shown.get(cell.id);
    const value = cell.parent === undefined ? cell[measure] : told?.held === undefined ? told?.[measure] : undefined;
    if (value !== undefined) values.set(cell.id, value);
  }
  const truth = new Map(cells.map((cell) => [cell.id, cell[measure] ?? 0]));
  const sums = cells.flatMap((whole) => {
    const parts = cells.filter(({ parent }) => parent === whole.id);
    if (parts.length === 0) return [];
    const restOf = (one: Measure) => parts.reduce((left, part) => left - (part[one] ?? 0), whole[one] ?? 0);
    truth.set(`${whole.id} rest`, restOf(measure));
    if (restOf('high') === 0) values.set(`${whole.id} rest`, 0);
    return [{ whole: whole.id, parts: [...parts.map(({ id }) => id), `${whole.id} rest`] }];
  });
  const unknown = [...truth.keys()].filter((id) => !values.has(id));
  const equations = sums.map(({ whole, parts }) => unknown.map((id) => (id === whole ? -1 : parts.includes(id) ? 1 : 0)));
  const determined = reduced(equations).flatMap((row) => {
    const columns = row.flatMap((value, column) => (Math.abs(value) > 1e-9 ? [column] : []));
    return columns.length === 1 ? columns.map((column) => unknown[column] ?? '') : [];
  });
  const found = [...values.keys(), ...determined].filter((id) => id !== 'plan');
  return new Map(found.map((id) => [id, truth.get(id) ?? 0]));
}

/** Gauss and Jordan: a row with a single entry determines its unknown. */
function reduced(equations: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const rows = equations.map((row) => [...row]);
  let next = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const pivot = rows.findIndex((row, index) => index >= next && Math.abs(row[column] ?? 0) > 1e-9);
    const chosen = rows[pivot];
    if (chosen === undefined) continue;
    rows.splice(pivot, 1);
    rows.splice(next, 0, chosen);
    const lead = chosen[column] ?? 1;
    for (const row of rows) {
      const factor = row === chosen ? 0 : (row[column] ?? 0) / lead;
      if (factor !== 0) for (const [at, value] of chosen.entries()) row[at] = (row[at] ?? 0) - factor * value;
    }
    next += 1;
  }
  return rows;
}
