import { type Day, endOfLastWeek } from './period';

/** Officers' figures about service workers move once a week (`docs/design/reach.md` §3). */
export function weeklyCutOff(day: Day): Day {
  return endOfLastWeek(day);
}

/** Rounded down to 5, and nothing under 10. */
export function coarse(count: number): number | undefined {
  return count < 10 ? undefined : count - (count % 5);
}

type Numbers = { readonly low: number; readonly high: number; readonly attendances?: number; readonly understood?: number };
type Counts = Pick<Numbers, 'low' | 'high'> & { readonly attendances?: number | undefined; readonly understood?: number | undefined };

/** Every number of a whole plan, rounded. */
export function coarsely({ low, high, attendances, understood }: Counts): Numbers | undefined {
  const [fewer, more] = [coarse(low), coarse(high)];
  if (fewer === undefined || more === undefined) return undefined;
  const rounded = { attendances: coarse(attendances ?? 0), understood: coarse(understood ?? 0) };
  return {
    low: fewer,
    high: more,
    ...(rounded.attendances === undefined ? {} : { attendances: rounded.attendances }),
    ...(rounded.understood === undefined ? {} : { understood: rounded.understood }),
  };
}
