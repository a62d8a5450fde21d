import { help, readOptions } from './options.mjs';
import { machine, printTable, writeResults } from './report.mjs';
import { campaign } from './scenarios/campaign.mjs';
import { coldStart } from './scenarios/cold-start.mjs';
import { embeddedStore } from './scenarios/embedded-store.mjs';
import { figures } from './scenarios/figures.mjs';
import { fixedRate } from './scenarios/fixed-rate.mjs';
import { rosters } from './scenarios/rosters.mjs';
import { slices } from './scenarios/slices.mjs';
import { installPeers } from './targets/install-peers.mjs';
import { pinDriver } from './targets/pin.mjs';

const scenarios = { slices, 'fixed-rate': fixedRate, figures, 'cold-start': coldStart, rosters, 'embedded-store': embeddedStore, campaign };

/** Parts that measure nothing beside the product. */
const alone = new Set(['figures', 'rosters', 'embedded-store']);

async function main() {
  const options = readOptions(process.argv.slice(2), Object.keys(scenarios));
  if (options.help) return console.log(help);

  if (options.only.some((name) => !alone.has(name))) installPeers();
  pinDriver();
  const { node, processors, memoryGb, pinned } = machine();
  console.log(
    `Node ${node}, ${processors} processors, ${memoryGb} GB${pinned ? '; server and driver pinned to one processor each' : '; not pinned'}`,
  );

  const results = {};
  for (const name of options.only) {
    const tables = await scenarios[name](options);
    for (const table of tables) printTable(table);
    results[name] = tables.map(({ title, raw }) => ({ title, raw }));
  }
  console.log(`\nEvery measurement: ${writeResults(options, results)}`);
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
