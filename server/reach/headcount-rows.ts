import { createHmac } from 'node:crypto';
import { type Keys, keyedHash, seal } from '../keys';
import type { Evidence } from './model';
import { dayOf } from './period';
import { writeRow } from './sealed-row';

/** One organisation's share of a signed headcount; without an organisation it is one that nobody has split. */
export type Headcount = Required<Pick<Evidence, 'population' | 'area' | 'parts' | 'at' | 'meeting' | 'minutes' | 'count' | 'named'>> &
  Partial<Pick<Evidence, 'organisation' | 'attestedBy' | 'held'>>;

/** The row of a headcount as it is now known, in the place of the one before. Making it twice is making it once. */
export function headcountRow(keys: Keys, headcount: Headcount, replaces?: string): Evidence {
  const { organisation = '', meeting, population, count, named, held = false } = headcount;
  const said = [meeting, organisation, population, count, named, held, replaces ?? ''].join('\n');
  const plain = {
    _id: keyedHash(keys.of('evidence-id'), `headcount\n${said}`),
    ...headcount,
    rung: 'listed' as const,
    class: 'E1' as const,
    identified: false,
    day: dayOf(headcount.at),
    channel: 'paper' as const,
    ...(replaces === undefined ? {} : { replaces }),
  };
  return { ...plain, sealed: seal(headcountKey(keys, plain), writeRow(plain)) };
}

/** A headcount is nobody's: its key is the organisation's, or that of the area where nobody has split it. */
export function headcountKey(keys: Keys, { organisation, area }: Pick<Evidence, 'organisation' | 'area'>): Buffer {
  const owner = organisation === undefined ? `area:${area}` : `organisation:${organisation}`;
  return createHmac('sha256', keys.of('headcount')).update(owner).digest();
}
