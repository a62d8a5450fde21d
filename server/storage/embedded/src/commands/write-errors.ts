import type { Document } from 'bson';
import { CommandError } from '../errors';

/** Runs the statements of one command; an ordered one stops at the first that fails. */
export function eachStatement<T>(statements: readonly T[], ordered: boolean, run: (statement: T, index: number) => void): Document {
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.detail });
      if (ordered) break;
    }
  }
  return writeErrors.length === 0 ? {} : { writeErrors };
}
