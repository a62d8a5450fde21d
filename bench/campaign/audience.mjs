import { fileURLToPath } from 'node:url';
import { loadContent } from '../../dist/courses/load-courses.js';
import { calendarOf } from '../../dist/server/pushes/calendar.js';
import { nextAllowed } from '../../dist/server/pushes/next-allowed.js';
import { learnerId } from '../contract.mjs';

/** People in the middle of a lesson, besides those that the campaign is for. */
export const chatters = 200;
/** Whom the campaign is for. */
export const populations = ['ip-worker', 'upper-secondary'];
export const idOf = (index) => learnerId(chatters + index);

/** Nine in the morning of a day on which these may be written to, so that it does not matter when the bench is run. */
export const beginsAt = process.env.BEGINS_AT === undefined ? aMorning() : new Date(process.env.BEGINS_AT);

function aMorning() {
  const { calendars } = loadContent(fileURLToPath(new URL('../../content', import.meta.url)));
  const allowed = populations.reduce((at, population) => nextAllowed(at, { population }, calendarOf(calendars)) ?? at, new Date());
  return new Date(`${allowed.toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })}T09:00:00+07:00`);
}
