import { DateTime } from 'luxon';
import { zone } from '../../reach/period';
import type { Meeting } from '../../storage/collections/meetings';
import type { View } from '../view';

/** Day, hour and length, as they are read out. */
export function whenText({ words, format }: View, { startsAt, minutes }: Pick<Meeting, 'startsAt' | 'minutes'>): string {
  const local = DateTime.fromJSDate(startsAt, { zone });
  return words('meetings')('when', {
    time: local.toFormat('HH:mm'),
    day: format.day(local.toFormat('yyyy-MM-dd')),
    minutes: format.number(minutes),
  });
}
