import type { StepName } from './session';
import { stepNames } from './session';

/**
 * What a button says when tapped. A value names the attempt and question it answers, or the prompt it belonged to, so that a late
 * or repeated tap can never answer something else. The server signs it; the channel carries it.
 */
export type ButtonValue =
  | { readonly kind: 'answer'; readonly lesson: string; readonly attempt: number; readonly question: number; readonly choice: string }
  | { readonly kind: 'pick'; readonly lesson: string; readonly attempt: number; readonly question: number; readonly choice: string }
  | { readonly kind: 'next'; readonly lesson: string; readonly attempt: number; readonly index: number }
  | { readonly kind: 'command'; readonly command: string; readonly prompt: number }
  | { readonly kind: 'choice'; readonly step: StepName; readonly choice: string; readonly prompt: number };

const longest = 200; // bytes; every part is ASCII

export function encodeValue(value: ButtonValue): string {
  switch (value.kind) {
    case 'answer':
      return `a.${value.lesson}.${value.attempt}.${value.question}.${value.choice}`;
    case 'pick':
      return `p.${value.lesson}.${value.attempt}.${value.question}.${value.choice}`;
    case 'next':
      return `n.${value.lesson}.${value.attempt}.${value.index}`;
    case 'command':
      return `c.${value.command}.${value.prompt}`;
    case 'choice':
      return `s.${value.step}.${value.choice}.${value.prompt}`;
  }
}

/** `undefined` for anything that no button of ours says. */
export function decodeValue(text: string): ButtonValue | undefined {
  if (text.length > longest) return undefined;
  const parts = text.split('.');
  const [kind, name = '', second = '', third = '', choice = ''] = parts;
  if (kind === 'c' && parts.length === 3) return withNumber(second, (prompt) => ({ kind: 'command', command: name, prompt }));
  if (kind === 'n' && parts.length === 4) return next(name, second, third);
  if (kind === 's' && parts.length === 4) return stepChoice(name, second, third);
  if ((kind === 'a' || kind === 'p') && parts.length === 5) return answer(kind, [name, second, third, choice]);
  return undefined;
}

function next(lesson: string, attempt: string, index: string): ButtonValue | undefined {
  return withNumber(attempt, (a) => withNumber(index, (i) => ({ kind: 'next', lesson, attempt: a, index: i })));
}

function answer(kind: 'a' | 'p', [lesson, attempt, question, choice]: readonly [string, string, string, string]): ButtonValue | undefined {
  if (!/^[A-Z]*$/.test(choice)) return undefined;
  return withNumber(attempt, (a) =>
    withNumber(question, (q) => ({ kind: kind === 'a' ? 'answer' : 'pick', lesson, attempt: a, question: q, choice })),
  );
}

function stepChoice(name: string, choice: string, prompt: string): ButtonValue | undefined {
  const step = stepNames.find((candidate) => candidate === name);
  if (step === undefined) return undefined;
  return withNumber(prompt, (p) => ({ kind: 'choice', step, choice, prompt: p }));
}

function withNumber(text: string, build: (value: number) => ButtonValue | undefined): ButtonValue | undefined {
  return /^\d{1,6}$/.test(text) ? build(Number(text)) : undefined;
}
