import fc from 'fast-check';
import { type Cell, isSmall, withheldCells } from '../../../server/reach/small-groups';

describe('a small count', () => {
  test.each([
    { low: 0, high: 0, people: 100, small: false },
    { low: 1, high: 20, people: 100, small: true },
    { low: 9, high: 20, people: 100, small: true },
    { low: 10, high: 20, people: 100, small: false },
    { low: 20, high: 91, people: 100, small: true },
    { low: 91, high: 100, people: 100, small: true },
    { low: 90, high: 90, people: 100, small: false },
    { low: 100, high: 100, people: 100, small: false },
    { low: 50, high: 50, people: undefined, small: false },
    { low: 0, high: 0, people: 5, small: true },
  ])('$low to $high of $people: $small', ({ small, ...cell }) => {
    expect(isSmall(cell)).toBe(small);
  });
});

describe('what is withheld', () => {
  const plan: Cell = { id: 'plan', parent: undefined, low: 505, high: 505, people: 2_000 };
  const part = (id: string, low: number, parent = 'plan'): Cell => ({ id, parent, low, high: low, people: 1_000 });

  test('a small cell takes the smallest of its neighbours along, or the total would give it away', () => {
    expect([...withheldCells([plan, part('a', 5), part('b', 200), part('c', 300)])].sort()).toEqual(['a', 'b']);
  });

  test('two small cells protect each other', () => {
    const cells = [{ ...plan, low: 210, high: 210 }, part('a', 5), part('b', 5), part('c', 200)];

    expect([...withheldCells(cells)].sort()).toEqual(['a', 'b']);
  });

  test('the total of the whole plan is shown, even when it is small', () => {
    expect(withheldCells([{ ...plan, low: 3, high: 3 }]).size).toBe(0);
  });

  test('a withheld area takes one of its organisations along, or adding them up would give it away', () => {
    const cells = [plan, part('a', 20), part('b', 485), part('s1', 5, 'a'), part('s2', 15, 'a'), part('s3', 485, 'b')];
    const withheld = withheldCells(cells);

    expect(withheld.has('s1') && withheld.has('s2')).toBe(true);
    expect(withheld.has('plan')).toBe(false);
  });

  test('the only organisation of an area takes the area along, though others stand under it alone', () => {
    const cells = [{ ...plan, low: 335, high: 335 }, part('a', 35), part('b', 150), part('c', 150), part('s', 5, 'a')];

    expect([...withheldCells(cells)].sort()).toEqual(['a', 'b', 's']);
  });

  test('people who stand under an area alone are as few as any others', () => {
    const cells = [{ ...plan, low: 223, high: 223 }, part('a', 100), part('b', 120)];

    expect([...withheldCells(cells)]).toContain('a');
  });

  test('no sum has a single gap', () => {
    const counts = fc.array(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(counts, (areas) => {
        const cells = treeOf(areas);
        const withheld = withheldCells(cells);
        for (const whole of cells.filter(({ id }) => cells.some(({ parent }) => parent === id))) {
          const parts = cells.filter(({ parent }) => parent === whole.id);
          const gaps = [whole, ...parts].filter(({ id }) => withheld.has(id)).length;
          const onlyOne = whole.parent === undefined && parts.length === 1; // the same as the plan's own total
          expect(gaps !== 1 || onlyOne).toBe(true);
        }
        for (const cell of cells) if (cell.parent !== undefined && isSmall(cell)) expect(withheld.has(cell.id)).toBe(true);
      }),
    );
  });

  function treeOf(areas: readonly (readonly number[])[]): readonly Cell[] {
    const total = areas.flat().reduce((sum, count) => sum + count, 0);
    const root: Cell = { id: 'plan', parent: undefined, low: total, high: total, people: undefined };
    return [
      root,
      ...areas.flatMap((organisations, index) => {
        const sum = organisations.reduce((all, count) => all + count, 0);
        const area: Cell = { id: `a${index}`, parent: 'plan', low: sum, high: sum, people: undefined };
        return [
          area,
          ...organisations.map((low, at): Cell => ({ id: `a${index}s${at}`, parent: area.id, low, high: low, people: undefined })),
        ];
      }),
    ];
  }
});
