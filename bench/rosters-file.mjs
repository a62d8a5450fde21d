import { writeFileSync } from 'node:fs';
import writeWorkbook from 'write-excel-file/node';

export const classesIn = Array.from({ length: 40 }, (_, index) => `K${60 + (index % 4)}-${index}`);

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi'];
const middles = ['Thị Hồng', 'Văn', 'Ngọc', 'Quốc', 'Mỹ', 'Hữu', 'Xuân'];
const givens = ['Ánh', 'Bình', 'Châu', 'Dũng', 'Đạt', 'Hương', 'Khánh', 'Linh', 'Phước', 'Yến'];
const headings = ['STT', 'Họ và tên', 'Ngày sinh', 'Lớp', 'Mã sinh viên', 'Số điện thoại', 'Nam/Nữ', 'Ghi chú'];

/**
 * A made-up university: as XLSX, or where the path says so as CSV. `again`: the same people a year on, two in three of them under
 * another number, half of these with another phone too.
 */
export async function writeRoster(path, rows, again) {
  const people = Array.from({ length: rows }, (_, index) => person(index, again ? index % 3 : 0));
  if (path.endsWith('.csv')) {
    writeFileSync(path, [headings, ...people].map((cells) => cells.map(toText).join(';')).join('\r\n'));
    return;
  }
  const sheet = [headings, ...people].map((cells) => cells.map((value) => toCell(value)));
  writeFileSync(path, await writeWorkbook(sheet).toBuffer());
}

/** `changed`: 0 nothing, 1 the student's number, 2 the phone as well. */
function person(index, changed) {
  const name = `${families[index % 8]} ${middles[index % 7]} ${givens[index % 10]}`;
  const birth = new Date(Date.UTC(2004, index % 36, 1 + (index % 28)));
  const number = `${changed === 0 ? 'SV' : 'SX'}${100_000 + index}`;
  const phone = (changed === 2 ? 932_000_000 : 912_000_000) + index;
  return [index + 1, name, birth, classesIn[index % 40], number, phone, index % 2 ? 'Nam' : 'Nữ', ''];
}

function toCell(value) {
  if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy' };
  return typeof value === 'number' ? { value, type: Number } : { value, type: String };
}

function toText(value) {
  return value instanceof Date ? value.toISOString().slice(0, 10).split('-').reverse().join('/') : `${value}`;
}
