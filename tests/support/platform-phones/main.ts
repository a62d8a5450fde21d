import { Command } from 'commander';
import { type Simulation, startSimulation } from './simulate';

const verifyToken = 'verify-token-for-tests';

/** What the product needs to start beside these platforms instead of the real ones; the keys are the same for the same seed. */
function settingsFor({ zalo, messenger }: Simulation): Readonly<Record<string, string>> {
  const { account, parts } = zalo.platform;
  const { oauthUrl, apiUrl, businessUrl } = zalo.addresses;
  return {
    AGENCY_NAME: '"Sở Tư pháp (thử nghiệm)"',
    DATA_DIR: './data/simulation',
    SECRET_KEY: parts.random.word(40),
    SERVICE_WORKER_KEY: parts.random.word(40),
    MESSENGER_APP_SECRET: messenger.appSecret,
    MESSENGER_VERIFY_TOKEN: verifyToken,
    MESSENGER_PAGE_TOKEN: messenger.pageToken,
    MESSENGER_API_URL: messenger.address,
    ZALO_APP_ID: account.appId,
    ZALO_APP_SECRET: account.appSecret,
    ZALO_OA_SECRET: account.oaSecret,
    ZALO_OAUTH_URL: oauthUrl,
    ZALO_API_URL: apiUrl,
    ZALO_BUSINESS_URL: businessUrl,
  };
}

/** As an operator would save the addresses; again until the product is there to answer. */
async function connect({ zalo, messenger }: Simulation, product: string): Promise<void> {
  const waiting = new Map([
    ['Zalo', () => zalo.connectWebhook(`${product}/webhooks/zalo`)],
    ['Messenger', () => messenger.connectWebhook(`${product}/webhooks/messenger`, verifyToken)],
  ]);
  while (waiting.size > 0) {
    for (const [name, save] of waiting) {
      if (!(await save())) continue;
      waiting.delete(name);
      console.error(`${name}: webhook saved.`);
    }
    await new Promise((done) => setTimeout(done, 2000));
  }
}

const program = new Command('simulate')
  .description('Plays Zalo and Messenger on this machine, with a page that shows the phones of learners.')
  .option('--port <number>', 'the port of the page; the platforms have the four after it', Number, 4100)
  .option('--product <address>', 'where the product listens', 'http://127.0.0.1:3000')
  .option('--seed <number>', 'for the same random numbers again', Number, 1)
  .action(async ({ port, product, seed }: { port: number; product: string; seed: number }) => {
    const simulation = await startSimulation({ port, seed });
    const line = Object.entries(settingsFor(simulation)).map(([name, value]) => `${name}=${value}`);
    console.log(
      `Phones and control: ${simulation.url}/\n\nStart the product against it, in another terminal:\n\n  ${line.join(' \\\n  ')} \\\n  npm start\n`,
    );
    console.log(`Zalo tokens, as the console hands them out: curl -d '{"do":"grant"}' ${simulation.url}/api/zalo/tokens`);
    await connect(simulation, product);
  });

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
