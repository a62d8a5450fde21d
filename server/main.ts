import { readConfig } from './config';
import { startDemonstration } from './demonstration/start-demonstration';
import { readEnvironment } from './environment';
import { loadTexts } from './i18n';
import { createLogger } from './observability/logger';
import { type Running, start } from './start';
import { explainFailure } from './start-failure';

/** Starts the product as configured, and stops it in order when it is told to. */
async function main(): Promise<void> {
  const config = readConfig(readEnvironment(), process.argv.slice(2));
  const running = config.demo ? (await startDemonstration(config, process.stdout)).running : await start(config);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(running));
}

function stop(running: Running): void {
  running.stop().then(
    () => process.exit(0),
    (error: unknown) => fail(error),
  );
}

/** What somebody at the terminal can mend is told in words, everything else goes to the log. */
function fail(error: unknown): void {
  const explained = explainFailure(error, loadTexts());
  if (explained === undefined) createLogger('error').error({ event: 'server.failed', error });
  else process.stderr.write(`${explained}\n`);
  process.exitCode = 1;
  setImmediate(() => process.exit());
}

main().catch(fail);
