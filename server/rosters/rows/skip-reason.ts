import { fold } from '../../../courses/search/fold';
import type { Cell } from '../reading/roster-file';
import type { SkipReason } from './listed-row';

const totals = /^(tong|tong cong|tong so|cong|si so|danh sach (nay )?(co|gom)|an dinh danh sach|so luong)(\b|$)/;
const signature =
  /^(nguoi lap|lap bieu|lap bang|hieu truong|pho hieu truong|giam doc|pho giam doc|thu truong|chu tich|truong phong|giao vien|gvcn|ke toan|xac nhan|ky ten|\(ky|da ky|tm\.|kt\.|t\/m|.{0,40}ngay\s*[\d.…_]*\s*thang\s*[\d.…_]*\s*nam)/;
const note = /^(ghi chu|luu y|chu thich|nguon|ghi ro|\*|- )/;

/** Why a row with these texts lists nobody, by what its first text says. */
export function skipReason(cells: readonly Cell[]): SkipReason | undefined {
  const first = cells.find((cell) => typeof cell === 'string');
  if (typeof first !== 'string') return undefined;
  const text = fold(first);
  if (totals.test(text)) return 'totals';
  if (signature.test(text)) return 'signature';
  return note.test(text) ? 'note' : undefined;
}

const section =
  /^(?:danh sách\s+)?(lớp|ca|tổ|phân xưởng|xưởng|bộ phận|chuyền|khoa|khối)(?!\s*(?:trưởng|phó))(?:\s*[:.-]\s*|\s+|(?=\d))(\S.{0,40})$/iu;

/** The group that a row by itself announces for those below it, as in "Lớp: 10A1"; whole names keep their kind: "Ca 2". */
export function sectionOf(cells: readonly Cell[]): string | undefined {
  const written = cells.filter((cell) => cell !== undefined);
  const [only] = written;
  if (written.length !== 1 || typeof only !== 'string') return undefined;
  const found = section.exec(only.trim());
  return found === null ? undefined : withoutCount(found[0]);
}

/** A class named in the lines above the headings, as in "DANH SÁCH HỌC SINH LỚP 10A1 NĂM HỌC 2026-2027". */
export function groupInTitle(text: string): string | undefined {
  const found = /(?:^|\s)(lớp|phân xưởng|ca)\s*[:.]?\s*(\d\S{0,9}|[A-ZĐ]\S{0,9})/iu.exec(text);
  return found === null ? undefined : `${found[1]} ${found[2]}`.replace(/[,;.]$/, '');
}

function withoutCount(text: string): string {
  return text.replace(/\s*[(:–-]\s*(sĩ số|\d+ (học sinh|hs|người)).*$/iu, '').trim();
}
