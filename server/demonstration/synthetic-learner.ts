import { decodeValue } from '../../bot/dialogue/button-value';
import type { Session } from '../../bot/dialogue/session';
import type { Reply } from '../../bot/messages';
import type { Lesson } from '../../courses/model';
import { oneOf, randomFrom } from './random';

/** Who a synthetic learner is: the same for the same number. */
export type Character = {
  readonly random: () => number;
  readonly skill: number; // share of questions answered right
  readonly patience: number; // chance to go on after each message; few leave in the middle of a lesson
  readonly counted: boolean;
  readonly lessons: number;
};

export function characterOf(seed: number): Character {
  const random = randomFrom(seed);
  return {
    random,
    skill: 0.55 + random() * 0.45,
    patience: 0.985 + random() * 0.015,
    counted: random() < 0.95,
    lessons: random() < 0.25 ? 2 : 1,
  };
}

/** How long they read before they say something. */
export function pauseOf({ random }: Character): number {
  return 12_000 + Math.floor(random() * 30_000);
}

/** A lesson as a learner reads it. */
export type LessonOf = (key: string, version?: string) => Lesson | undefined;

export type Say = { readonly text: string; readonly value?: string };

/**
 * What the learner says to these replies: taps a button, or types the letters of an answer. `undefined`: has had enough.
 * They use what any learner sees, and nothing else.
 */
export function nextWords(character: Character, session: Session, replies: readonly Reply[], lessonOf: LessonOf): Say | undefined {
  const done = Object.values(session.records).filter((record) => record.results !== undefined).length;
  if (character.random() > character.patience) return undefined;
  switch (session.step) {
    case 'age-band':
      return tap(replies, '18-plus');
    case 'adult':
      return tap(replies, 'yes');
    case 'join':
      return tap(replies, 'no-code');
    case 'choose-population':
    case 'choose-area':
      return tap(replies, 'skip');
    case 'consent':
      return tap(replies, consentChoice(character, replies));
    case 'menu':
      return done < character.lessons ? (tap(replies, 'lesson') ?? tap(replies, 'settle')) : undefined;
    case 'show-result':
      return done < character.lessons ? tap(replies, 'next') : undefined;
    case 'read-message':
      return firstOption(replies);
    case 'answer-question':
      return answer(character, session, lessonOf);
    default:
      return undefined;
  }
}

type Shown = { readonly label: string; readonly value: string };

function optionsOf(replies: readonly Reply[]): readonly Shown[] {
  return replies.flatMap((reply) => (reply.type === 'choice' ? reply.payload.options : []));
}

function tap(replies: readonly Reply[], choice: string | undefined): Say | undefined {
  const option = optionsOf(replies).find(({ value }) => choiceOf(value) === choice);
  return option === undefined ? undefined : { text: option.label, value: option.value };
}

function firstOption(replies: readonly Reply[]): Say | undefined {
  const [option] = optionsOf(replies);
  return option === undefined ? undefined : { text: option.label, value: option.value };
}

function choiceOf(signed: string): string | undefined {
  const value = decodeValue(signed.slice(0, signed.lastIndexOf('~')));
  return value?.kind === 'choice' ? value.choice : undefined;
}

/** Everybody agrees to learn; most to be counted; fewer to the rest. */
function consentChoice({ random, counted }: Character, replies: readonly Reply[]): string | undefined {
  const offered = optionsOf(replies).flatMap(({ value }) => choiceOf(value) ?? []);
  const yes = offered.find((choice) => choice.endsWith('-yes'));
  const no = offered.find((choice) => choice.endsWith('-no'));
  if (yes === undefined) return offered[0];
  if (yes.startsWith('learn')) return yes;
  if (yes.startsWith('be-counted')) return counted ? yes : no;
  return random() < 0.6 ? yes : no;
}

function answer({ random, skill }: Character, session: Session, lessonOf: LessonOf): Say | undefined {
  const key = session.lesson ?? '';
  const record = session.records[key];
  const questions = lessonOf(key, record?.version)?.questions ?? [];
  const question = questions.find((_, index) => (record?.answers[index] ?? '') === '');
  const [first, ...others] = question?.options ?? [];
  if (question === undefined || first === undefined) return undefined;
  const keys = random() < skill ? question.key : [oneOf(random, [first, ...others]).key];
  return { text: keys.join(', ') };
}
