import type { Connection } from 'mongoose';
import { makeCampaigns } from './make-campaigns';
import { makeFigures, makeOutputs, makePapers, makeProposals, makeQueries, makeReturns } from './make-register';
import { makeCodes, makeInvitations, makeMatches, makeMeetings, makeRequests, makeSignIns } from './make-rows';
import { foreign, own } from './world';

/**
 * What a `:name` in an address may hold: something of one's own group, so that every scope reaches it, and the like of another area,
 * organisation and group. `make` puts both into the store; what carries a name carries `foreignMark` where it is foreign.
 */
export type Parameter = {
  readonly own: string;
  readonly foreign: readonly string[];
  readonly make?: (db: Connection) => Promise<void>;
};

/** Every name of a parameter that the console's routes use. A route with a name that is not here fails the walk. */
export const parameters: Readonly<Record<string, Parameter>> = {
  plan: { own: 'sample-2026', foreign: ['ben-tre-2025'] },
  indicator: { own: 'M-1.3c', foreign: [] },
  area: { own: own.area, foreign: [foreign.area] },
  organisation: { own: own.organisation, foreign: [foreign.organisation] },
  group: { own: own.group, foreign: [foreign.group] },
  member: { own: 'staff-own', foreign: ['staff-foreign'] },
  signIn: { own: 'sign-in-own', foreign: ['sign-in-foreign'], make: makeSignIns },
  invitation: { own: 'invited-own', foreign: ['invited-foreign'], make: makeInvitations },
  meeting: { own: 'meeting-own', foreign: ['meeting-foreign'], make: makeMeetings },
  file: { own: 'file-own', foreign: ['file-foreign'] },
  code: { own: 'code-own', foreign: ['code-foreign'], make: makeCodes },
  batch: { own: 'batch-own', foreign: ['batch-foreign'] },
  report: nothing('report'),
  upload: nothing('upload'),
  basis: nothing('basis'),
  import: nothing('import'),
  list: nothing('list'),
  task: nothing('task'),
  campaign: { own: 'campaign-own', foreign: ['campaign-foreign'], make: makeCampaigns },
  draft: nothing('draft'),
  dataRequest: nothing('data-request'),
  receipt: nothing('receipt'),
  paper: { own: 'paper-own', foreign: ['paper-foreign'], make: makePapers },
  proposal: { own: 'proposal-own', foreign: ['proposal-foreign'], make: makeProposals },
  return: { own: 'return-own', foreign: ['return-foreign'], make: makeReturns },
  output: { own: 'output-own', foreign: ['output-foreign'], make: makeOutputs },
  figure: { own: 'figure-own', foreign: ['figure-foreign'], make: makeFigures },
  lesson: nothing('lesson'),
  query: { own: 'query-own', foreign: ['query-foreign'], make: makeQueries },
  match: { own: 'match-own', foreign: ['match-foreign'], make: makeMatches },
  period: { own: '2026-H1', foreign: [] },
  readinessItem: { own: 'controller', foreign: [] },
  thirdParty: { own: 'request-own', foreign: ['request-foreign'], make: makeRequests },
};

/** Nothing is made for these: their own topic's tests hold what is foreign, the walk only what nobody has. */
function nothing(name: string): Parameter {
  return { own: `${name}-own`, foreign: [`${name}-foreign`] };
}

/** Routes that ask for no permission: for whoever is not signed in yet, is about to be no longer, or holds a one-time link. */
export const openRoutes: readonly string[] = [
  'get /sign-in',
  'post /sign-in',
  'post /sign-out',
  'get /sign-in/second-step',
  'post /sign-in/second-step',
  'get /sign-in/set-up',
  'post /sign-in/set-up',
  'get /invitation/:token',
  'get /invitation',
  'post /invitation',
  'get /attendance/:token',
  'get /attendance',
  'post /attendance',
];

/** Ids that nothing has, and text that is no id. */
export const unknown = ['01KAAAAAAAAAAAAAAAAAAAAAAA', '%00', '..%2f$ne', '__proto__', '%E1%BA%A1'.repeat(60)] as const;

/** Questions after the `?` that name something or say where a page begins: each line is asked of every page, foreign as it is. */
export const foreignQueries: readonly string[] = [
  `node=area:${foreign.area}&scope=group:${foreign.group}&after=0&before=999999&page=0`,
  `node=organisation:${foreign.organisation}&after=staff-foreign&cursor=0`,
  `area=${foreign.area}&organisation=${foreign.organisation}&group=${foreign.group}&member=staff-foreign&actor=staff-foreign`,
];
