import { readSheet } from 'read-excel-file/node';
import { joinCodeIn, printJoinCode } from '../../../bot/dialogue/join-code-text';
import { groupMessage } from '../../../server/printing/group-message';
import { nameCodeList } from '../../../server/printing/name-code-list';
import { expiresAt, groupCode, masthead, nastyNames, rosterOf, saying } from './support/samples';

const say = saying('vi');

describe('the list of names and codes', () => {
  test('has a row for each code, with an empty column for the name and codes that work', async () => {
    const rows = rosterOf(3);
    const file = await nameCodeList({ masthead, organisation: 'Trường A', groups: [{ name: '10A1', rows }] }, say);
    const [heads, ...lines] = await readSheet(file, 1);

    expect(heads).toEqual(['STT', 'Họ và tên', 'Lớp, tổ, ca', 'Mã', 'Đường dẫn']);
    expect(lines).toEqual(
      rows.map(({ number, code }) => [number, null, '10A1', printJoinCode(code), `https://hieuluat.example.vn/j/${code}`]),
    );
    expect(lines.map(([, , , code]) => joinCodeIn(String(code)))).toEqual(rows.map(({ code }) => code));
  });

  test('says on a second sheet that it stays where it is and that nobody else has it', async () => {
    const file = await nameCodeList({ masthead, organisation: 'Trường A', groups: [] }, say);
    const text = (await readSheet(file, 2)).flat().join('\n');

    expect(text).toContain('Trường A');
    expect(text).toContain('không giữ tệp này');
    expect(text).toContain('22/11/2026');
  });

  test('holds no formula, whatever a group is called', async () => {
    const groups = nastyNames.map((name) => ({ name, rows: rosterOf(1) }));
    const file = await nameCodeList({ masthead, organisation: '=1+1', groups }, say);
    const names = (await readSheet(file, 1)).slice(1).map(([, , name]) => name);

    expect(file.toString('latin1')).not.toContain('<f>');
    expect(names.at(-1)).toBe(nastyNames.at(-1));
    expect(names[2]).toBe('Trường Tiểu học Nguyễn Huệ');
  });

  test('of 1,200 rows is made at once', async () => {
    const file = await nameCodeList({ masthead, organisation: 'Trường A', groups: [{ name: '10A1', rows: rosterOf(1_200) }] }, say);

    expect(await readSheet(file, 1)).toHaveLength(1_201);
  });
});

describe('the text for a Zalo group', () => {
  const message = groupMessage({ masthead, code: groupCode, expiresAt }, say);

  test('brings its code however it is sent on', () => {
    expect(joinCodeIn(message)).toBe(groupCode);
    expect(message).toContain(`https://hieuluat.example.vn/j/${printJoinCode(groupCode)}`);
  });

  test('says what the sheet on the wall says', () => {
    for (const words of ['tự động', 'Miễn phí', 'dừng', 'xóa dữ liệu', masthead.agency, '31/05/2027']) expect(message).toContain(words);
  });

  test('names only the ways that there are', () => {
    const { zalo: _zalo, messenger: _messenger, ...bare } = masthead;

    expect(groupMessage({ masthead: bare, code: groupCode, expiresAt }, say)).not.toMatch(/Zalo|Messenger|undefined/);
  });
});
