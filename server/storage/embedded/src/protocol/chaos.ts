import type { Request } from '../commands/request';
import { errorReply } from '../commands/run-command';
import { sessionOf } from '../commands/sessions';
import { CommandError } from '../errors';

export type Failure = 'before' | 'after' | undefined;

const reads = new Set(['find', 'count', 'distinct', 'aggregate']);

/** Makes a share of the commands that a driver repeats fail once, as when the primary of a replica set changes. */
export class Chaos {
  private readonly failed = new Set<string>();

  constructor(
    private readonly share: number,
    private readonly random: () => number,
  ) {}

  /** Whether the command fails, before it is done or with its reply lost. */
  choose(request: Request): Failure {
    const lsid = request.get('lsid');
    const retryable = request.get('txnNumber') !== undefined || reads.has(request.name);
    if (this.share === 0 || lsid === undefined || !retryable) return undefined;
    const session = sessionOf(lsid).toString('hex');
    if (this.failed.delete(session) || this.random() >= this.share) return undefined;
    this.failed.add(session);
    return this.random() < 0.5 ? 'before' : 'after';
  }
}

export function notPrimary(request: Request): Buffer {
  const labels = request.get('txnNumber') === undefined ? {} : { errorLabels: ['RetryableWriteError'] };
  return errorReply(new CommandError('NotWritablePrimary', 'not primary', labels));
}
