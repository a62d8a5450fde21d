#!/usr/bin/env node
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { runCli } from './run';

const io = {
  out: (line: string) => void process.stdout.write(`${line}\n`),
  err: (line: string) => void process.stderr.write(`${line}\n`),
  readStdin: () => text(process.stdin),
  ...(process.stdin.isTTY ? { ask } : {}),
  folder: process.cwd(),
  shell: process.env,
  now: () => new Date(),
};

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});

/** The question is for the person, the answer no result: both stay off standard output. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
