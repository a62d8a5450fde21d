/** What a command touches besides the store; given, so that a test can stand in for the terminal. */
export type CliIo = {
  readonly out: (text: string) => void; // results
  readonly err: (text: string) => void; // everything else
  readonly readStdin: () => Promise<string>;
  readonly ask?: (question: string) => Promise<string>; // only where somebody sits at a terminal
  readonly folder: string; // where .env is
  readonly shell: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
};

/** 0 done, 1 failed, 2 wrong use, 3 the check found problems. */
export const exitCodes = { done: 0, failed: 1, wrongUse: 2, problems: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
