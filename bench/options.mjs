import { parseArgs } from 'node:util';
import { targets } from './targets/targets.mjs';

export const help = `Usage: npm run bench -- [options]

  --quick             short slices and few rounds, about a minute; to see that it runs, not to quote
  --only NAMES        only these parts, separated by commas (all but campaign, which takes half an hour of its own)
  --targets NAMES     only these servers, separated by commas: ${Object.keys(targets).join(', ')}
  --learners COUNTS   known learners, separated by commas (default 1000,100000)
  --people COUNT      whom the campaign is for (default 100000)
  --kills COUNT       how often it is killed −9 (default 20)
  --rate COUNT        what its page may send in a second (default 250)
  --help`;

const full = {
  rounds: 15,
  sliceMs: 700,
  warmEvents: 15_000,
  warmMs: 60_000,
  rateMs: 5000,
  rateRounds: 5,
  starts: 5,
  visits: 50,
  ledger: 1_000_000,
  people: 100_000,
  kills: 20,
};
const quick = {
  rounds: 3,
  sliceMs: 400,
  warmEvents: 1_000,
  warmMs: 1_500,
  rateMs: 2000,
  rateRounds: 1,
  starts: 2,
  visits: 10,
  ledger: 20_000,
  people: 2_000,
  kills: 2,
};

/** What was asked for on the command line, with everything not said filled in; throws when it cannot be meant. */
export function readOptions(args, parts) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: parts.filter((part) => part !== 'campaign').join(',') },
      targets: { type: 'string', default: Object.keys(targets).join(',') },
      learners: { type: 'string', default: '1000,100000' },
      people: { type: 'string' },
      kills: { type: 'string' },
      rate: { type: 'string', default: '250' },
      help: { type: 'boolean', default: false },
    },
  });
  const lengths = values.quick ? quick : full;
  return {
    ...lengths,
    help: values.help,
    quick: values.quick,
    only: known('part', list(values.only), parts),
    targets: known('target', list(values.targets), Object.keys(targets)),
    learners: list(values.learners).map(Number),
    people: Number(values.people ?? lengths.people),
    kills: Number(values.kills ?? lengths.kills),
    rate: Number(values.rate),
  };
}

const list = (text) => text.split(',').map((item) => item.trim());

function known(what, given, all) {
  const unknown = given.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Error(`no such ${what}: ${unknown.join(', ')} (there are: ${all.join(', ')})`);
  return given;
}
