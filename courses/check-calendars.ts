import type { CalendarFile, ClosedDays, ShiftPattern } from './calendar-schema';
import type { ContentIssue } from './content-issue';
import type { YamlFile } from './yaml-file';

const morning = 8 * 60;
const evening = 20 * 60;
const leastOpen = 60;
const minutesOfDay = 24 * 60;

/** Periods that end before they begin, ids used twice, and working patterns that leave nobody an hour to be written to. */
export function checkCalendars(files: readonly YamlFile<CalendarFile>[]): readonly ContentIssue[] {
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const { value } = file;
    if (value === undefined) return [];
    const kept = value.kind === 'shifts' ? 'patterns' : 'days';
    const entries: readonly { readonly id: string }[] = value.kind === 'shifts' ? value.patterns : value.days;
    const repeated = entries.flatMap(({ id }, index) => {
      const known = seen.has(id);
      seen.add(id);
      return known ? [file.issue('duplicate_id', [kept, index, 'id'], `${id} is used twice`)] : [];
    });
    const faults = value.kind === 'shifts' ? value.patterns.map(patternFault) : value.days.map(periodFault);
    return [...repeated, ...faults.flatMap((fault, index) => (fault === undefined ? [] : [file.issue(...fault(kept, index))]))];
  });
}

type Fault = (kept: string, index: number) => Parameters<YamlFile<CalendarFile>['issue']>;

function periodFault(period: ClosedDays): Fault | undefined {
  const empty = 'every_year' in period ? period.every_year.from === period.every_year.to : period.from >= period.to;
  return empty ? (kept, index) => ['period_reversed', [kept, index], `${period.id} ends before it begins`] : undefined;
}

function patternFault({ id, turns }: ShiftPattern): Fault | undefined {
  const open = turns.some(({ closed }) => openMinutes(closed) >= leastOpen);
  return open ? undefined : (kept, index) => ['shift_never_open', [kept, index, 'turns'], `${id} has no open hour between 8:00 and 20:00`];
}

/** Open minutes between 8:00 and 20:00 of a day in the middle of a turn, with the night before reaching into it. */
function openMinutes(closed: readonly string[]): number {
  let open = 0;
  for (let minute = morning; minute < evening; minute += 1) if (!closed.some((span) => covers(span, minute))) open += 1;
  return open;
}

function covers(span: string, minute: number): boolean {
  const from = minutesAt(span.slice(0, 5));
  const length = (minutesAt(span.slice(6)) - from + minutesOfDay) % minutesOfDay;
  return (minute - from + minutesOfDay) % minutesOfDay < length;
}

function minutesAt(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
