import type { Context } from '../commands/command';
import type { Request } from '../commands/request';
import { errorReply, isWrite, runCommand } from '../commands/run-command';
import { CommandError } from '../errors';

export interface Task {
  readonly request: Request;
  /** Tasks of one sender keep their order. */
  readonly sender: object;
  readonly answer: (reply: Buffer) => void;
}

type Running = Generator<undefined, Buffer>;

const largestGroup = 1000;

/**
 * Runs what has arrived. Writes that wait share one commit and are answered when it is on disk; reads are answered at once, and a long
 * one lets the others run in between.
 */
export class Executor {
  private waiting: Task[] = [];
  private paused: { readonly task: Task; readonly running: Running }[] = [];
  private scheduled = false;
  private stopped = false;

  constructor(
    private readonly context: Context,
    private readonly report: (error: unknown) => void,
  ) {}

  /** Drops what has not begun. */
  stop(): void {
    this.stopped = true;
    this.waiting = [];
    this.paused = [];
  }

  add(task: Task): void {
    if (this.stopped) return;
    this.waiting.push(task);
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.turn();
      if (this.waiting.length > 0 || this.paused.length > 0) this.schedule();
    });
  }

  private turn(): void {
    const paused = this.paused;
    this.paused = [];
    for (const { task, running } of paused) this.read(task, running);
    const tasks = this.waiting.splice(0, largestGroup);
    const writes: Task[] = [];
    const writers = new Set<object>();
    for (const task of tasks) {
      if (isWrite(task.request) || writers.has(task.sender)) {
        writes.push(task);
        writers.add(task.sender);
      } else this.read(task, runCommand(this.context, task.request));
    }
    if (writes.length > 0) this.write(writes);
  }

  private read(task: Task, running: Running): void {
    try {
      const step = running.next();
      if (step.done === true) task.answer(step.value);
      else this.paused.push({ task, running });
    } catch (error) {
      this.report(error);
      task.answer(internalError());
    }
  }

  /** An unexpected failure undoes the whole group, so its members try again alone and only the guilty one fails. */
  private write(tasks: readonly Task[]): void {
    let replies: Buffer[] = [];
    try {
      this.context.store.commit(() => {
        replies = tasks.map((task) => finish(runCommand(this.context, task.request)));
      });
    } catch (error) {
      this.report(error);
      if (tasks.length > 1) for (const task of tasks) this.write([task]);
      else tasks[0]?.answer(internalError());
      return;
    }
    for (const [at, task] of tasks.entries()) task.answer(replies[at] ?? internalError());
  }
}

function finish(running: Running): Buffer {
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
  }
}

function internalError(): Buffer {
  return errorReply(new CommandError('InternalError', 'the embedded store failed; nothing of this command was stored'));
}
