import { types } from 'node:util';
import type { Texts } from './i18n';

/** Failures that the one at the terminal can mend, by the name or code the error carries; texts are at `failure.<key>` of cli.json. */
const mendable: Readonly<Record<string, string>> = {
  StoreInUseError: 'storeInUse',
  MongooseServerSelectionError: 'noMongodb',
  MongoServerSelectionError: 'noMongodb',
  EADDRINUSE: 'portTaken',
  EACCES: 'notPermitted',
  EROFS: 'notPermitted',
  ENOSPC: 'diskFull',
};

const speakForThemselves: ReadonlySet<string> = new Set(['ConfigError', 'ContentError', 'OtherInstallationError']);

/** What to tell a terminal instead of a stack; `undefined` when only the developers can mend it. */
export function explainFailure(error: unknown, texts: Texts): string | undefined {
  if (!types.isNativeError(error)) return undefined;
  if (speakForThemselves.has(error.name)) return error.message;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const key = mendable[error.name] ?? mendable[code];
  if (key === undefined) return undefined;

  const path = 'path' in error ? error.path : 'dir' in error ? error.dir : 'port' in error ? error.port : '';
  return (['vi', 'en'] as const).map((language) => texts(language, 'cli')(`failure.${key}`, { what: String(path ?? '') })).join('\n');
}
