import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { types } from 'node:util';
import type { CliContext } from './context';

/** A file's text, or `undefined` after saying why: it is not there, or a spreadsheet saved it in another character set. */
export function readTextFile(context: CliContext, file: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(resolve(context.folder, file)));
  } catch (error) {
    context.err(context.say(isBadText(error) ? 'file.notUtf8' : 'file.unreadable', { file }));
    return undefined;
  }
}

function isBadText(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
