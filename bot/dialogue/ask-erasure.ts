import type { Fact } from './fact';
import type { DialogueEvent } from './step';

/** The wish to be erased, under the number of the receipt that stays. */
export function eraseAsked({ number }: Pick<DialogueEvent, 'number'>, at: number): Fact {
  return { kind: 'erase-asked', at, ...(number === undefined ? {} : { number }) };
}
