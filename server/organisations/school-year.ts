import type { Day } from '../reach/period';
import type { Term } from '../storage/collections/groups';

/** "2026-2027", however the dash is written; it runs from 1 September to 31 August, as `presentUntil` has it. */
export function schoolYear(text: string): Term | undefined {
  const found = /^\s*(20\d\d)\s*[-–—/]\s*(20\d\d)\s*$/.exec(text);
  const [from, to] = [Number(found?.[1]), Number(found?.[2])];
  return to === from + 1 ? termFrom(from) : undefined;
}

/** The school year that a day lies in. */
export function schoolYearOf(day: Day): Term {
  const year = Number(day.slice(0, 4));
  return termFrom(day < `${year}-09-01` ? year - 1 : year);
}

export function nextSchoolYear({ from }: Term): Term {
  return termFrom(Number(from.slice(0, 4)) + 1);
}

function termFrom(year: number): Term {
  return { name: `${year}-${year + 1}`, from: `${year}-09-01`, to: `${year + 1}-09-01` };
}
