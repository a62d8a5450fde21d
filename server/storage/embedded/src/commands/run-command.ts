import { encode } from '../bson/make';
import { numberOf } from '../bson/numbers';
import { field, fieldsOf, type Raw, textOf } from '../bson/raw';
import { CommandError, unsupported } from '../errors';
import type { Command, Context } from './command';
import { commandNamed } from './registry';
import type { Request } from './request';
import { retryableWrite } from './sessions';
import { refuseUnknown } from './unknown-fields';

const common = ['$db', 'lsid', 'txnNumber', '$readPreference', 'readConcern', 'writeConcern', 'maxTimeMS', 'comment', '$clusterTime'];
/** With one copy, all of it on disk, these say the same. */
const levels = ['local', 'available', 'majority'];
const wName = Buffer.from('w');

export function isWrite(request: Request): boolean {
  return commandNamed(request.name)?.writes === true;
}

/** Runs a command to its reply; what a client did wrong becomes a reply too. */
export function* runCommand(context: Context, request: Request): Generator<undefined, Buffer> {
  try {
    const command = checkedCommand(request);
    if (command.writes) return writeOnce(context, request, command);
    const running = command.run(context, request);
    return Buffer.isBuffer(running) ? running : yield* inTime(context, request, running);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return errorReply(error);
  }
}

/** A read that takes longer than the client allows ends at its next pause. */
function* inTime({ now }: Context, request: Request, running: Generator<undefined, Buffer>): Generator<undefined, Buffer> {
  const allowedMs = request.count('maxTimeMS') || Number.POSITIVE_INFINITY;
  const began = now().getTime();
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
    if (now().getTime() - began > allowedMs) throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit');
    yield undefined;
  }
}

export function errorReply({ message, code, codeName, detail }: CommandError): Buffer {
  return encode({ ok: 0, errmsg: message, code, codeName, ...detail });
}

function checkedCommand(request: Request): Command {
  const command = commandNamed(request.name);
  if (command === undefined) throw new CommandError('CommandNotFound', `no such command: '${request.name}'`);
  if (command.fields === undefined) return command;
  if (request.get('startTransaction') !== undefined || request.get('autocommit') !== undefined)
    throw unsupported('a multi-document transaction');
  refuseUnknown(request.name, request, [request.name, ...common, ...command.fields]);
  refuseWriteConcern(request.document('writeConcern'));
  refuseReadConcern(request.document('readConcern'));
  return command;
}

/** There is one copy of the data, and every write is on disk before it is answered. */
function refuseWriteConcern(concern: Raw | undefined): void {
  const copies = concern && numberOf(field(concern, wName));
  if (copies !== undefined && copies > 1) throw new CommandError('UnsatisfiableWriteConcern', 'Not enough data-bearing nodes');
}

function refuseReadConcern(concern: Raw | undefined): void {
  for (const { name, value } of concern === undefined ? [] : fieldsOf(concern)) {
    if (name !== 'level' || !levels.includes(textOf(value) ?? '')) throw unsupported(`the read concern ${name} '${textOf(value) ?? ''}'`);
  }
}

/** A write that is sent again is answered again, not done again. */
function writeOnce(context: Context, request: Request, command: Command): Buffer {
  const retryable = retryableWrite(request);
  const done = retryable && context.store.retries.find(retryable.session);
  if (retryable !== undefined && done !== undefined) {
    if (done.number === retryable.number) return done.reply;
    if (done.number > retryable.number)
      throw new CommandError('TransactionTooOld', 'A newer retryable write was already made in this session');
  }
  const reply = command.run(context, request);
  if (!Buffer.isBuffer(reply)) throw new TypeError(`the write command ${request.name} must not pause`);
  if (retryable !== undefined) context.store.retries.save(retryable.session, { number: retryable.number, reply }, context.now());
  return reply;
}
