import { randomInt } from 'node:crypto';
import { fold } from '../../courses/search/fold';

const letters = '23456789abcdefghjkmnpqrstuvwxyz';

/** An id that can be read: where it lies, what it is called, and four characters that keep two of one name apart. */
export function newPlaceId(within: string, name: string): string {
  const tail = Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${placeId(within, name).slice(0, 59)}-${tail}`;
}

/** The id of what a file names without one: the same name in the same place is the same. */
export function placeId(within: string, name: string): string {
  const slug = fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return `${within}-${slug}`.slice(0, 64);
}
