import { readConfig } from './config';
import { ConfigError } from './config-faults';
import { startDemonstration } from './demonstration/start-demonstration';
import { readEnvironment } from './environment';
import { type Running, start } from './start';

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

function fail(error: unknown): void {
  const text = error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

main().catch(fail);
