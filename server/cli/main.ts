#!/usr/bin/env node
import { text } from 'node:stream/consumers';
import { runCli } from './run';

const io = {
  out: (line: string) => void process.stdout.write(`${line}\n`),
  err: (line: string) => void process.stderr.write(`${line}\n`),
  readStdin: () => text(process.stdin),
  folder: process.cwd(),
  shell: process.env,
  now: () => new Date(),
};

void runCli(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
