import { workbook } from '../../support/workbook';
import { asTcvn3, asVni, asWindows1258 } from './old-encodings';

const title = [['TRƯỜNG THPT HÒA BÌNH'], ['DANH SÁCH HỌC SINH NĂM HỌC 2026 - 2027'], []];
const lines = (rows: readonly (readonly string[])[], separator: string) => rows.map((row) => row.join(separator)).join('\r\n');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** Twelve lists as offices send them, by file name. Every name is made up. */
export const nastyFiles: Readonly<Record<string, Buffer>> = {
  'title-and-two-heading-lines.xlsx': workbook([
    {
      name: 'Sheet1',
      merged: ['A1:F1', 'A2:F2', 'B4:C4', 'A4:A5', 'D4:D5', 'E4:E5'],
      rows: [
        ...title,
        ['STT', 'Họ và tên', undefined, 'Ngày tháng năm sinh', 'Lớp', 'Ghi chú'],
        [undefined, 'Họ và tên đệm', 'Tên'],
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)'],
        [1, 'Nguyễn Thị Hồng', 'Ánh', { day: '2010-03-05' }, '10A1', 'Lớp trưởng'],
        [2, 'Trần Văn', 'Bình', '15/08/2010', '10 A1'],
        [3, 'Lê  Hoàng', 'Châu ', '7-2-2010', 'Lớp 10A1'],
        [4, 'Phạm', 'Dũng', 40_299, '10a1'],
        [5, 'Võ Minh', 'Đạt', '31/02/2010', '10A2'],
        ['Tổng số: 5 học sinh'],
        ['Ghi chú: danh sách có thể thay đổi'],
        [undefined, undefined, undefined, 'Hòa Bình, ngày 05 tháng 9 năm 2026'],
        [undefined, undefined, undefined, 'HIỆU TRƯỞNG'],
        [],
        [undefined, 'Đỗ Quang Huy'],
      ],
    },
  ]),
  'classes-one-below-the-other.xlsx': workbook([
    {
      name: 'Tổng hợp',
      rows: [
        ['STT', 'HỌ & TÊN', 'NĂM SINH', 'GHI CHÚ'],
        ['Lớp: 10A1 (sĩ số 2)'],
        [1, 'BÙI XUÂN TRƯỜNG', 2010],
        [2, 'CAO THỊ YẾN', '2010'],
        ['Cộng: 2'],
        ['LỚP 10A2'],
        ['STT', 'HỌ & TÊN', 'NĂM SINH', 'GHI CHÚ'],
        [1, 'ĐẶNG QUỐC KHÁNH', 2010, 'chuyển đến'],
        [2, 'BÙI XUÂN TRƯỜNG', 2010],
        ['Lớp 12C9'],
        [1, 'HỒ NGỌC LAN', 2008],
      ],
    },
  ]),
  'a-sheet-for-each-class.xlsx': workbook([
    {
      name: '10A1',
      rows: [
        ['TT', 'Họ tên học sinh', 'Mã HS'],
        [1, 'Ngô Gia Bảo', 'HS001'],
        [2, 'Dương Mỹ Linh', 'HS002'],
      ],
    },
    {
      name: '10A2',
      rows: [
        ['TT', 'Họ tên học sinh', 'Mã HS'],
        [1, 'Lý Thường Kiệt', 'HS003'],
        [2, 'Ngô Gia Bảo', 'HS001'],
      ],
    },
    {
      name: 'DS cũ',
      state: 'hidden',
      rows: [
        ['TT', 'Họ tên học sinh'],
        [1, 'Người Đã Chuyển Trường'],
      ],
    },
    {
      name: 'Mật',
      state: 'veryHidden',
      rows: [
        ['TT', 'Họ tên học sinh'],
        [1, 'Không Ai Thấy'],
      ],
    },
    { name: 'Biểu đồ', rows: [] },
  ]),
  'name-over-two-columns.xlsx': workbook([
    {
      name: '10A1',
      merged: ['B1:C1'],
      rows: [
        ['Số TT', 'Họ và tên (chữ in hoa)', undefined, 'Nam/Nữ', 'Ngày sinh'],
        ['01', 'NGUYỄN NGỌC', 'ÁNH', 'Nữ', "'05/03/10"],
        ['02', 'TRẦN ĐỨC', 'BÌNH', 'Nam', '20100815'],
        ['03', 'VÕ', 'ĐẠT', 'Nam', '00/00/2010'],
        ['04', 'LÊ THỊ', 'HÀ', 'Nữ', '2010-12-01 00:00:00'],
      ],
    },
  ]),
  'factory-with-phones.xlsx': workbook([
    {
      name: 'CN T11',
      merged: ['A1:F1'],
      rows: [
        ['CÔNG TY TNHH MAY SAO MAI – DANH SÁCH CÔNG NHÂN THÁNG 11/2026'],
        ['STT', 'Mã NV', 'Họ tên CNV', 'Bộ phận', 'SĐT', 'Lương'],
        [1, 1001, 'Nguyễn Thị Lụa', 'Ca 1', 912_345_678, 7_500_000],
        [2, 1002, 'Trần Thị Gấm', 'Ca 1', '+84 98 765 43 21', 7_500_000],
        [3, 1003, 'Lê Văn Thép', 'Ca 2', '0162.345.6789', 8_000_000],
        [4, 1004, 'Phạm Thị Chỉ', 'Ca 2', '0912345678; 0987654321', 7_200_000],
        [5, 1003, 'Lê Văn Thép', 'Ca 2', '84912345670', 8_000_000],
        [6, 1006, 'Hoàng Văn Kim', 'Ca 3', '12345', 7_100_000],
        [7, 1007, 'Đinh Thị Khuy', 'Ca 9', undefined, 7_100_000],
        ['TỔNG CỘNG', undefined, undefined, undefined, undefined, 52_400_000],
      ],
    },
  ]),
  'tcvn3-semicolons.csv': latin1(
    asTcvn3(
      lines(
        [
          ['STT', 'Họ và tên', 'Ngày sinh', 'Lớp'],
          ['1', 'Nguyễn Thị Hương', '05/03/2010', '10A1'],
          ['2', 'Trần Văn Đức', '15/08/2010', '10A1'],
          ['3', 'Lê Cường', '', '10A2'],
        ],
        ';',
      ),
    ),
  ),
  'vni-font.xlsx': workbook([
    {
      name: 'Sheet1',
      rows: [
        [asVni('DANH SÁCH HỌC SINH LỚP 10A2')],
        [asVni('Số TT'), asVni('Họ và tên'), asVni('Ngày sinh')],
        [1, asVni('Nguyễn Thị Hương'), { day: '2010-03-05' }],
        [2, asVni('Đỗ Hữu Phước'), { day: '2010-04-06' }],
        [3, 'Lê Mỹ Ý', { day: '2010-05-07' }],
      ],
    },
  ]),
  'windows-1258-tabs.txt': asWindows1258(
    lines(
      [
        ['STT', 'Họ và tên', 'Ngày sinh', 'Lớp'],
        ['1', 'Phạm Ngọc Ánh', '5/3/2010', '10A1'],
        ['2', 'Vũ Thị Thuỳ', '6/3/2010', '10A1'],
      ],
      '\t',
    ),
  ),
  'excel-unicode-text.txt': Buffer.from(
    `\ufeff${lines(
      [
        ['Danh sách lớp 10A1'],
        [''],
        ['STT', 'Họ đệm', 'Tên', 'Điện thoại'],
        ['1', 'Nguyễn Văn', 'An', '="0912345678"'],
        ['2', 'Trần Thị', '"Bé ""Ba"""', '0912 345 679'],
        ['3', '', 'Hạnh', ''],
      ],
      '\t',
    )}\r\n`,
    'utf16le',
  ),
  'duplicates-and-gaps.csv': Buffer.from(
    `\ufeffsep=,\n${lines(
      [
        ['TT', 'Họ và tên', 'Ngày sinh', 'Lớp'],
        ['1', 'Hoàng Thị Thủy', '01/02/2010', '10A1'],
        ['2', 'Hoàng Thị Thủy'.normalize('NFD'), '1-2-2010', '10A1'],
        ['3', 'Hoàng Thị Thuỷ', '03/04/2010', '10A1'],
        ['4', 'Mai Văn Sơn', '', '10A1'],
        ['5', 'MAI VĂN SƠN', '', '10A1'],
        ['6', '', '05/05/2010', '10A1'],
        ['7', '12345', '05/05/2010', '10A1'],
        ['8', '"Tô, Hiến Thành"', '05/05/2010', '10A1'],
        ['9', 'Mai Văn Sơn', '', '10A2'],
        ['10', 'Trịnh Công Thành', '', ''],
        ['11', "H'Nhiêm Niê", '06/06/2010', '11B5'],
      ],
      ',',
    )}`,
  ),
  'more-than-was-asked.xlsx': workbook([
    {
      name: 'Sheet1',
      rows: [
        ['STT', 'Họ và tên', 'Số CCCD', 'Lớp', 'Dân tộc', 'SĐT phụ huynh', 'Địa chỉ', 'Họ tên bố', 'Ngày sinh', 'Điểm TB'],
        [1, 'Nguyễn Hải Đăng', '001210000001', '10A1', 'Kinh', '0912000001', 'Thôn 1', 'Nguyễn Văn Cha', '05/03/2010', 8.5],
        [2, 'Lò Thị Mai', '001210000002', '10A2', 'Thái', '0912000002', 'Thôn 2', 'Lò Văn Bố', '06/03/2010', 9],
      ],
    },
  ]),
  'numbered-by-formula.xlsx': workbook([
    {
      name: 'DS lớp',
      rows: [
        ['STT', 'Họ và tên', 'Lớp'],
        [1, 'Nguyễn Văn An', '10A1'],
        [{ formula: 'A2+1' }, 'Trần Thị Bích', '10A1'],
      ],
    },
  ]),
};
