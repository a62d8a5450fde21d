import type { Day } from './period';
import { type Cell, isFew, isSmall, sumsOf, withheldCells } from './small-groups';

/** A cell with everything an output says of it. */
export type TableCell = Cell & { readonly attendances: number; readonly understood: number | undefined };

/** What an output says of a cell, or of those who stand under a place alone; a part that would give somebody away is absent. */
export type Numbers = { readonly low: number; readonly high: number; readonly attendances?: number; readonly understood?: number };
export type GivenCell = Numbers & { readonly cell: string; readonly cutOff: Day };

/** Everything that was ever given out of each cell. */
export type GivenOut = ReadonlyMap<string, readonly GivenCell[]>;

/** `held`: not the state asked for, but an earlier one that was given out already. */
export type ShownCell = Numbers & { readonly held?: Day };

export type NextOutput = {
  readonly shown: ReadonlyMap<string, ShownCell>; // a cell that is absent is withheld
  readonly added: readonly GivenCell[]; // to be kept before anything is shown
};

/**
 * What may be given out of a table, so that no two outputs ever tell of 1 to 9 people by subtraction
 * (`server/decisions/0014-figures-given-out.md`). A cell that differs by so few from anything that was given out of it
 * keeps a figure that was, and so do further cells, where a sum would tell the difference.
 */
export function nextOutput(cells: readonly TableCell[], given: GivenOut, cutOff: Day): NextOutput {
  const small = withheldCells(cells);
  const people = closed(
    cells,
    small,
    givenAs(given, ({ low, high }) => [low, high]),
  );
  const attendances = closed(
    cells.map(ofAttendances),
    people,
    givenAs(given, (one) => [one.attendances]),
  );
  const few = cells.filter(({ parent, low, understood }) => parent !== undefined && understood !== undefined && isFew(low - understood));
  const unsure = [...people, ...few.map(({ id }) => id)];
  const understood = closed(
    cells.map(ofUnderstood),
    new Set(unsure),
    givenAs(given, (one) => [one.understood]),
  );

  const shown = new Map<string, ShownCell>();
  const fresh: GivenCell[] = [];
  for (const cell of cells) {
    if (!people.has(cell.id)) {
      const numbers = numbersOf(cell, attendances, understood);
      shown.set(cell.id, numbers);
      if (cell.parent !== undefined) fresh.push({ cell: cell.id, cutOff, ...numbers });
    } else if (!small.has(cell.id)) {
      const held = heldOf(cell, given.get(cell.id) ?? [], cutOff);
      if (held !== undefined) shown.set(cell.id, held);
    }
  }
  fresh.push(...restsOf(cells, { people, attendances, understood }, cutOff));
  return { shown, added: fresh.filter((one) => isNew(one, given.get(one.cell) ?? [])) };
}

type Counts = (one: GivenCell) => readonly (number | undefined)[];
type Differs = (cell: Cell) => boolean;

function ofAttendances({ id, parent, attendances }: TableCell): Cell {
  return { id, parent, low: attendances, high: attendances, people: undefined };
}

function ofUnderstood({ id, parent, understood = 0 }: TableCell): Cell {
  return { id, parent, low: understood, high: understood, people: undefined };
}

/** Whether a cell of a table differs by few from anything that was given out of it. */
function givenAs(given: GivenOut, counts: Counts): Differs {
  return ({ id, low, high }) =>
    (given.get(id) ?? []).some((one) =>
      counts(one).some((count, index) => count !== undefined && isFew(Math.abs((index === 0 ? low : high) - count))),
    );
}

/** The cells of a table that are withheld, with those that `differs` names and what protects them. */
function closed(cells: readonly Cell[], known: ReadonlySet<string>, differs: Differs): ReadonlySet<string> {
  const all = [...cells.filter(({ parent }) => parent !== undefined), ...sumsOf(cells).map(({ rest }) => rest)];
  return withheldCells(cells, [...known, ...all.filter(differs).map(({ id }) => id)]);
}

function numbersOf({ id, low, high, ...cell }: TableCell, attendances: ReadonlySet<string>, understood: ReadonlySet<string>): Numbers {
  return {
    low,
    high,
    ...(attendances.has(id) ? {} : { attendances: cell.attendances }),
    ...(understood.has(id) || cell.understood === undefined ? {} : { understood: cell.understood }),
  };
}

/** The latest state at or before the day asked for; nothing where today's denominator would make a small group of it. */
function heldOf({ people }: Cell, given: readonly GivenCell[], cutOff: Day): ShownCell | undefined {
  const before = given.filter((one) => one.cutOff <= cutOff);
  const last = before.reduce<GivenCell | undefined>((a, b) => (a === undefined || b.cutOff >= a.cutOff ? b : a), undefined);
  if (last === undefined || isSmall({ ...last, people }) || (people !== undefined && last.high > people)) return undefined;
  const { cell: _, cutOff: held, ...numbers } = last;
  return { ...numbers, held };
}

type Withheld = Readonly<Record<'people' | 'attendances' | 'understood', ReadonlySet<string>>>;

/** Where a whole and all its parts are shown, subtraction tells of those who stand under the whole alone: they are given out as well. */
function restsOf(cells: readonly TableCell[], withheld: Withheld, cutOff: Day): readonly GivenCell[] {
  const attendances = new Map(sumsOf(cells.map(ofAttendances)).map((sum) => [sum.rest.id, sum.rest.low]));
  const understood = new Map(sumsOf(cells.map(ofUnderstood)).map((sum) => [sum.rest.id, sum.rest.low]));
  return sumsOf(cells).flatMap(({ whole, parts, rest }): readonly GivenCell[] => {
    const told = (by: ReadonlySet<string>) => [whole, ...parts].every(({ id }) => !by.has(id));
    if (!told(withheld.people)) return [];
    return [
      {
        cell: rest.id,
        cutOff,
        low: rest.low,
        high: rest.high,
        ...(told(withheld.attendances) ? { attendances: attendances.get(rest.id) ?? 0 } : {}),
        ...(told(withheld.understood) ? { understood: understood.get(rest.id) ?? 0 } : {}),
      },
    ];
  });
}

/** Nobody is nothing new: every cell begins there, and 1 to 9 are withheld in any case. */
function isNew({ low, high, attendances, understood }: GivenCell, given: readonly GivenCell[]): boolean {
  if ([low, high, attendances, understood].every((count) => count === undefined || count === 0)) return false;
  const same = (count: number | undefined, other: number | undefined) => count === undefined || count === other;
  return !given.some(
    (one) => one.low === low && one.high === high && same(attendances, one.attendances) && same(understood, one.understood),
  );
}
