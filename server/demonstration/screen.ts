import pc from 'picocolors';
import { printJoinCode } from '../../bot/dialogue/join-code-text';
import type { Texts } from '../i18n';
import type { SignIn } from './demonstration-officer';

export type Addresses = { readonly address: string; readonly folder: string; readonly signIn: SignIn; readonly codes: readonly string[] };

/** What somebody needs who has just typed `npm start`: where to go and how to sign in, in both languages. */
export function printAddresses(out: NodeJS.WriteStream, texts: Texts, { address, folder, signIn, codes }: Addresses): void {
  const [vi, en] = [texts('vi', 'demonstration'), texts('en', 'demonstration')];
  const line = (key: string, value: string): string => `  ${`${vi(key)} / ${en(key)}`.padEnd(44)} ${pc.bold(value)}`;
  const lines = [
    '',
    pc.bold(vi('title')),
    pc.dim(en('title')),
    '',
    line('chat', `${address}/chat`),
    ...codes.map((code) => line('join', `${address}/j/${printJoinCode(code)}`)),
    line('console', `${address}/console`),
    line('signIn', signIn.signInName),
    line('password', signIn.password),
    '',
    pc.dim(`${vi('folder', { folder })} ${vi('stop')}`),
    pc.dim(`${en('folder', { folder })} ${en('stop')}`),
    '',
  ];
  out.write(`${lines.join('\n')}\n`);
}

/** A line that counts up on a terminal, and a line every two thousand people elsewhere. */
export function showProgress(out: NodeJS.WriteStream, texts: Texts, total: number): (done: number) => void {
  const [vi, en] = [texts('vi', 'demonstration'), texts('en', 'demonstration')];
  const words = (done: number): string => `${vi('growing', { done, total })} / ${en('growing', { done, total })}`;
  return (done) => {
    if (done === total) out.write(`${out.isTTY ? '\r' : ''}${vi('grown', { total })} / ${en('grown', { total })}\n`);
    else if (out.isTTY && done % 100 === 0) out.write(`\r${words(done)}`);
    else if (!out.isTTY && done % 2000 === 0) out.write(`${words(done)}\n`);
  };
}
