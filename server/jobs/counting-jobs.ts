import { lookEverywhere } from '../matches/look-for-matches';
import type { MoveDeps } from '../people/move-evidence';
import { raiseQueries } from '../queries/raise-queries';
import type { Job } from './schedule';
import { settleCheckIns, settleRecent } from './settle-meetings';

/** What people did is looked at again: lessons beside others, meetings whose slips come back, people on rosters who may be one. */
export function countingJobs(deps: MoveDeps): readonly Job[] {
  return [
    { name: 'raise-queries', at: '*/10 * * * *', run: async () => void (await raiseQueries(deps)) },
    { name: 'settle-check-ins', at: '*/10 * * * *', run: async () => void (await settleCheckIns(deps)) },
    { name: 'settle-meetings', at: '40 2 * * *', run: async () => void (await settleRecent(deps)) },
    { name: 'look-for-matches', at: '10 3 * * *', run: async () => void (await lookEverywhere(deps)) },
  ];
}
