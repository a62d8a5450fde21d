import { DateTime } from 'luxon';
import type { Translate } from '../i18n';
import { type Day, dayOf, zone } from '../reach/period';

/** `22/11/2026`. */
export function shortDate(say: Translate, day: Day): string {
  const [year, month, date] = day.split('-');
  return say('date.short', { day: date, month, year });
}

/** As administrative documents write it: days below 10 and the months 1 and 2 with a nought, so that no figure can be put before them. */
export function longDate(say: Translate, at: Date): string {
  const [year = '', month = '', date = ''] = dayOf(at).split('-');
  return say('date.long', { day: date, month: Number(month) <= 2 ? month : String(Number(month)), year });
}

/** `7 giờ 30, ngày 22 tháng 11 năm 2026`. */
export function dateAndTime(say: Translate, at: Date): string {
  return say('date.withTime', { time: timeOf(say, at), date: longDate(say, at) });
}

/** The last whole day before a moment: a code that expires at midnight is good until the day before. */
export function lastDay(say: Translate, expiresAt: Date): string {
  return shortDate(say, dayOf(new Date(expiresAt.getTime() - 1)));
}

function timeOf(say: Translate, at: Date): string {
  const local = DateTime.fromJSDate(at, { zone });
  return say('date.time', { hour: local.toFormat('H'), minute: local.toFormat('mm') });
}
