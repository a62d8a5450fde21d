import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContent } from '../../courses/load-courses';
import { contentFolder } from './content-folder';
import { sourcesFolder } from './read-curriculum';

const { areas } = loadContent(contentFolder);
const text = readFileSync(join(sourcesFolder, 'legal-facts.md'), 'utf8');
const rows = [...text.matchAll(/^\| (\d\d) \| (.+?) \| (Tỉnh|Thành phố trực thuộc TƯ) \| (\d+) \| (.+?) \|$/gm)];

describe('the provinces', () => {
  test('are the thirty-four of today with their official codes', () => {
    expect(rows).toHaveLength(34);
    expect(areas.map(({ code, name, communes }) => [code, name, communes])).toEqual(
      rows.map(([, code, name, , communes]) => [code, name, Number(communes)]),
    );
  });

  test('are seven cities and twenty-seven provinces, of 3,321 communes', () => {
    expect(areas.filter(({ kind }) => kind === 'city')).toHaveLength(7);
    expect(areas.reduce((sum, { communes }) => sum + communes, 0)).toBe(3321);
  });

  test('name what each was made of, so that an old plan finds its province', () => {
    const made = new Map(areas.map(({ code, former }) => [code, former]));

    expect(made.get('86')).toEqual(['Bến Tre', 'Trà Vinh', 'Vĩnh Long']);
    expect(made.get('19')).toEqual(['Bắc Kạn', 'Thái Nguyên']);
    expect(made.get('75')).toEqual(['Bình Phước', 'Đồng Nai']);
    expect(made.get('38')).toEqual([]);
    expect(areas.reduce((sum, { former }) => sum + Math.max(1, former.length), 0)).toBe(63);
  });
});
