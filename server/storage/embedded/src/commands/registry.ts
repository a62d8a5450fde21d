import { aggregate } from './aggregate';
import { create, drop, dropDatabase, listCollections, listIndexes } from './collections';
import type { Command } from './command';
import { count, distinct } from './count';
import { deleteCommand } from './delete';
import { explain } from './explain';
import { find, getMore } from './find';
import { findAndModify } from './find-and-modify';
import { buildInfo, hello, ping } from './hello';
import { createIndexes, dropIndexes } from './indexes';
import { insert } from './insert';
import { endSessions, killCursors } from './sessions';
import { update } from './update';

const commands: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping,
  buildInfo,
  buildinfo: buildInfo,
  endSessions,
  killCursors,
  getMore,
  find,
  count,
  distinct,
  aggregate,
  explain,
  insert,
  update,
  delete: deleteCommand,
  findAndModify,
  findandmodify: findAndModify,
  create,
  drop,
  dropDatabase,
  listCollections,
  listIndexes,
  createIndexes,
  dropIndexes,
};

export function commandNamed(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined;
}
