import { readConfig } from './config';
import { ConfigError } from './config-faults';
import { readEnvironment } from './environment';
import { start } from './start';

/** Starts the product as configured, and stops it in order when it is told to. */
async function main(): Promise<void> {
  const config = readConfig(readEnvironment(), process.argv.slice(2));
  const running = await start(config);
  process.stdout.write(`${running.address}/chat\n${running.address}/console\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.stop().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
