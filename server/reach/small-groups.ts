/** One count on a screen or in an export, with its place among the others: what stands under `parent` adds up to it. */
export type Cell = {
  readonly id: string;
  readonly parent: string | undefined;
  readonly low: number;
  readonly high: number;
  readonly people: number | undefined; // the denominator
};

/** Below this many people no rate is given. */
export const fewestForRate = 30;

/**
 * The cells whose counts are withheld (`docs/design/reach.md` §6). First the small ones, and those of which it is `known`
 * already. Then, as long as one sum has a single gap that subtraction would fill, one more of its parts. The topmost cell
 * is the live total of the whole plan, seen by staff only, and is always shown.
 */
export function withheldCells(cells: readonly Cell[], known: Iterable<string> = []): ReadonlySet<string> {
  const sums = sumsOf(cells);
  const all = [...cells, ...sums.map(({ rest }) => rest)];
  const small = all.filter((cell) => cell.parent !== undefined && isSmall(cell)).map(({ id }) => id);
  const withheld = new Set([...known, ...small]);
  for (let again = true; again; ) {
    again = false;
    for (const sum of sums) {
      const gaps = [sum.whole, sum.rest, ...sum.parts].filter(({ id }) => withheld.has(id));
      const next = gaps.length === 1 ? (nextPart(sum.parts, withheld) ?? aboveParts(sum.whole, withheld)) : undefined;
      if (next === undefined) continue;
      withheld.add(next.id);
      again = true;
    }
  }
  return withheld;
}

/** 1 to 9 people reached, or 1 to 9 not: each would be known to those around them. */
export function isSmall({ low, high, people }: Pick<Cell, 'low' | 'high' | 'people'>): boolean {
  return [low, high].some((count) => isFew(count) || (people !== undefined && isFew(people - count)));
}

export function isFew(count: number): boolean {
  return count >= 1 && count <= 9;
}

export type Sum = { readonly whole: Cell; readonly parts: readonly Cell[]; readonly rest: Cell };

/** Every parent with its parts. People who stand under the parent alone are a part as well, though no screen lists it. */
export function sumsOf(cells: readonly Cell[]): readonly Sum[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const parts = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (cell.parent === undefined || !byId.has(cell.parent)) continue;
    parts.set(cell.parent, [...(parts.get(cell.parent) ?? []), cell]);
  }
  return [...parts].flatMap(([id, listed]) => {
    const whole = byId.get(id);
    return whole === undefined ? [] : [{ whole, parts: listed, rest: remainder(whole, listed) }];
  });
}

function remainder(whole: Cell, parts: readonly Cell[]): Cell {
  const left = (count: (cell: Cell) => number) => Math.max(0, count(whole) - parts.reduce((total, part) => total + count(part), 0));
  return { id: `${whole.id} rest`, parent: whole.id, low: left(({ low }) => low), high: left(({ high }) => high), people: undefined };
}

/** Where every part is withheld already, the whole would tell the one of them that is not protected by another. */
function aboveParts(whole: Cell, withheld: ReadonlySet<string>): Cell | undefined {
  return whole.parent === undefined || withheld.has(whole.id) ? undefined : whole;
}

/** The part that costs least to withhold: the smallest that somebody is counted in, else any. */
function nextPart(parts: readonly Cell[], withheld: ReadonlySet<string>): Cell | undefined {
  const shown = parts.filter(({ id }) => !withheld.has(id)).sort((a, b) => a.high - b.high || (a.id < b.id ? -1 : 1));
  return shown.find(({ high }) => high > 0) ?? shown[0];
}
