import pc from 'picocolors';
import { printJoinCode } from '../../bot/dialogue/join-code-text';
import type { Texts } from '../i18n';
import type { SignIns } from './demonstration-staff';

/** Where to print: a terminal, or a file that keeps each line. */
export type Screen = { readonly isTTY?: boolean; readonly write: (text: string) => unknown };

export type Addresses = { readonly address: string; readonly folder: string; readonly signIns: SignIns; readonly codes: readonly string[] };

/** What somebody needs who has just typed `npm start`: where to go and how to sign in, in both languages. */
export function printAddresses(out: Screen, texts: Texts, { address, folder, signIns, codes }: Addresses): void {
  const [vi, en] = [texts('vi', 'demonstration'), texts('en', 'demonstration')];
  const line = (key: string, value: string): string => `  ${`${vi(key)} / ${en(key)}`.padEnd(60)} ${pc.bold(value)}`;
  const lines = [
    '',
    pc.bold(vi('title')),
    pc.dim(en('title')),
    '',
    line('chat', `${address}/chat`),
    ...codes.map((code) => line('join', `${address}/j/${printJoinCode(code)}`)),
    line('console', `${address}/console`),
    line('officer', `${signIns.officer.signInName} · ${signIns.officer.password}`),
    line('organiser', `${signIns.organiser.signInName} · ${signIns.organiser.password}`),
    '',
    pc.dim(`${vi('folder', { folder })} ${vi('stop')}`),
    pc.dim(`${en('folder', { folder })} ${en('stop')}`),
    '',
  ];
  out.write(`${lines.join('\n')}\n`);
}

const linesEvery = 2_000;

/** A line that counts up on a terminal, and a line every two thousand people elsewhere. */
export function showProgress(out: Screen, texts: Texts, total: number): (there: number) => void {
  const [vi, en] = [texts('vi', 'demonstration'), texts('en', 'demonstration')];
  let next = linesEvery;
  return (there) => {
    const done = there >= total;
    const words = done
      ? `${vi('grown', { total })} / ${en('grown', { total })}`
      : `${vi('growing', { done: there, total })} / ${en('growing', { done: there, total })}`;
    if (out.isTTY) out.write(`\r${words}${done ? '\n' : ''}`);
    else if (done || there >= next) out.write(`${words}\n`);
    next = there - (there % linesEvery) + linesEvery;
  };
}
