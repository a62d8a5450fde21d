import { DateTime } from 'luxon';
import { z } from 'zod';
import { populations } from '../../../courses/model';
import type { Translate } from '../../i18n';
import type { MeetingPlan } from '../../meetings/plan-meeting';
import { zone } from '../../reach/period';
import type { Faults } from '../components/form';

const parts = ['law', 'knowledge'] as const;
const many = z.union([z.string(), z.array(z.string())]).transform((value) => (typeof value === 'string' ? [value] : value));
const text = (most: number) => z.string().max(most).catch('');

const fields = z.object({
  title: text(200),
  place: text(200),
  speaker: text(200),
  date: text(10),
  time: text(5),
  minutes: text(4),
  part: many.catch([]),
  share: many.catch([]),
  group: many.catch([]),
});
export type TypedPlan = z.infer<typeof fields>;

export const emptyPlan: TypedPlan = {
  title: '',
  place: '',
  speaker: '',
  date: '',
  time: '',
  minutes: '30',
  part: [],
  share: [],
  group: [],
};

const share = z
  .string()
  .regex(/^[^|]+\|[^|]+$/)
  .transform((value) => value.split('|'))
  .pipe(z.tuple([z.string().max(64), z.enum(populations)]));

/** What was typed, and either the plan that it makes or what is wrong with it. */
export function readPlan(
  body: unknown,
  say: Translate,
): { readonly typed: TypedPlan; readonly faults: Faults; readonly plan?: MeetingPlan } {
  const typed = fields.parse(typeof body === 'object' && body !== null ? body : {});
  const startsAt = DateTime.fromISO(`${typed.date}T${typed.time}`, { zone });
  const minutes = Number(typed.minutes);
  const chosen = parts.filter((part) => typed.part.includes(part));
  const shares = sharesOf(typed);
  const faults: Faults = {
    ...(typed.title.trim() === '' ? { title: say('fault.title') } : {}),
    ...(typed.place.trim() === '' ? { place: say('fault.place') } : {}),
    ...(startsAt.isValid ? {} : { date: say('fault.date') }),
    ...(Number.isInteger(minutes) && minutes >= 5 && minutes <= 480 ? {} : { minutes: say('fault.minutes') }),
    ...(chosen.length === 0 ? { part: say('fault.part') } : {}),
    ...(shares.length === 0 ? { share: say('fault.share') } : {}),
  };
  if (Object.keys(faults).length > 0) return { typed, faults };
  const said = { title: clean(typed.title), place: clean(typed.place), speaker: clean(typed.speaker) };
  return { typed, faults, plan: { ...said, startsAt: startsAt.toJSDate(), minutes, parts: chosen, shares, groups: typed.group } };
}

function sharesOf({ share: values }: TypedPlan): MeetingPlan['shares'] {
  return values.flatMap((value) => {
    const { data } = share.safeParse(value);
    return data === undefined ? [] : [{ organisation: data[0], population: data[1] }];
  });
}

function clean(value: string): string {
  return value.normalize('NFC').replace(/\s+/g, ' ').trim();
}
