import { type Day, lastDayOf } from '../reach/period';

/** Days as offices write them, `dd/mm/yyyy`, beside the form of our own files. Anything else stays as it is. */
export function writtenDay(text: string | undefined): string | undefined {
  const written = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text ?? '');
  return written === null ? text : `${written[3]}-${written[2]?.padStart(2, '0')}-${written[1]?.padStart(2, '0')}`;
}

/** The same, or a month (`11/2026`, `Tháng 11 năm 2026`): its last day, of the month that has not ended the last day there was. */
export function writtenDayOrMonth(text: string | undefined, today: Day): string | undefined {
  const month = /^(?:tháng\s*)?(\d{1,2})\s*(?:[/.-]|năm)\s*(\d{4})$/iu.exec(text ?? '');
  if (month === null) return writtenDay(text);
  const [, number = '', year] = month;
  if (Number(number) < 1 || Number(number) > 12) return text;
  const named = `${year}-${number.padStart(2, '0')}`;
  return named === today.slice(0, 7) ? today : lastDayOf(named);
}
