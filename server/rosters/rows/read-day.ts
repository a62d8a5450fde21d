import { DateTime } from 'luxon';
import type { Cell } from '../reading/roster-file';

/** A day of birth, or the year when that is all there is: `2009-03-05` or `2009`. */
export function readBirth(cell: Cell): string | undefined {
  if (cell === undefined) return undefined;
  if (cell instanceof Date) return plausible(cell.toISOString().slice(0, 10));
  return typeof cell === 'number' ? fromNumber(cell) : fromText(cell);
}

const excelDayZero = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/** A year, or Excel's count of days where the column lost its date format. */
function fromNumber(number: number): string | undefined {
  if (!Number.isInteger(number)) return undefined;
  if (number >= 1900 && number <= 2100) return plausible(`${number}`);
  return number > 10_000 && number < 60_000 ? plausible(new Date(excelDayZero + number * dayMs).toISOString().slice(0, 10)) : undefined;
}

const dayFirst = /^(?:ngày\s*)?(\d{1,2})(?:\s*[/.\-\s]\s*|\s*tháng\s*)(\d{1,2})(?:\s*[/.\-\s]\s*|\s*năm\s*)(\d{4}|\d{2})$/i;
const yearFirst = /^((?:19|20)\d{2})([/.-]?)(\d{1,2})\2(\d{1,2})(?:[T ].*)?$/;
const eightDigits = /^(\d{2})(\d{2})((?:19|20)\d{2})$/;

function fromText(text: string): string | undefined {
  const trimmed = text.trim().replace(/^'/, '');
  if (/^\d{4,5}$/.test(trimmed)) return fromNumber(Number(trimmed));

  const iso = yearFirst.exec(trimmed);
  if (iso !== null) return toDay(iso[1], iso[3], iso[4]);
  const found = dayFirst.exec(trimmed) ?? eightDigits.exec(trimmed);
  if (found === null) return undefined;
  const [, day, month, year = ''] = found;
  if (Number(day) === 0 && Number(month) === 0) return plausible(year);
  return toDay(year.length === 2 ? century(year) : year, month, day);
}

/** Nobody on a roster is under 10 or over 90 in the years this runs. */
function century(year: string): string {
  return Number(year) <= 20 ? `20${year}` : `19${year}`;
}

function toDay(year = '', month = '', day = ''): string | undefined {
  const date = DateTime.fromObject({ year: Number(year), month: Number(month), day: Number(day) }, { zone: 'utc' });
  return date.isValid ? plausible(date.toISODate()) : undefined;
}

function plausible(day: string): string | undefined {
  const year = Number(day.slice(0, 4));
  return year >= 1930 && year <= 2030 ? day : undefined;
}
