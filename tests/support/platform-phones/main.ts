import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { copyApprovedContent } from '../approved-content';
import { type Simulation, startSimulation } from './simulate';

const verifyToken = 'verify-token-for-tests';
const folder = join(__dirname, '../../../data/simulation');

/** What the product needs to start beside these platforms instead of the real ones; the keys are the same for the same seed. */
function settingsFor({ zalo, messenger }: Simulation, product: string): Readonly<Record<string, string>> {
  const { account, parts } = zalo.platform;
  const { oauthUrl, apiUrl, businessUrl } = zalo.addresses;
  return {
    AGENCY_NAME: "'Sở Tư pháp (thử nghiệm)'",
    PUBLIC_URL: product,
    PORT: new URL(product).port,
    DATA_DIR: join(folder, 'data'),
    CONTENT_DIR: join(folder, 'content'),
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

/** A real installation serves approved lessons only: in this copy all are, for the rehearsal. What was learnt last time is forgotten with the platforms' people. */
function prepareFolder(settings: Readonly<Record<string, string>>): string {
  for (const part of ['content', 'data']) rmSync(join(folder, part), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyApprovedContent(join(folder, 'content'));
  const file = join(folder, 'settings');
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value.startsWith("'") ? value : `'${value}'`}`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return relative(process.cwd(), file);
}

function helpFor(url: string, settings: string): string {
  const read = `set -a; . ./${settings}; set +a`;
  return `Phones and control: ${url}/

1. Start the product against it, in a second terminal:

  ${read}; npm start

2. Connect the Zalo account, in a third terminal; open the link it prints and agree:

  ${read}; npx hieu-luat zalo connect

   or hand the tokens over at once, as the API Explorer of Zalo's console gives them out:

  curl -s -d '{"do":"grant"}' ${url}/api/zalo/tokens | npx hieu-luat zalo import

3. Set the Messenger page up, and ask whether all is well:

  npx hieu-luat messenger set-up
  npx hieu-luat doctor

4. Open ${url}/ and write from a phone.
`;
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
    const simulation = await startSimulation({ port, seed, product });
    console.log(helpFor(simulation.url, prepareFolder(settingsFor(simulation, product))));
    await connect(simulation, product);
  });

program.parseAsync().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
