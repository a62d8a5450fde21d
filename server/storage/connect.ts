import mongoose, { type Connection } from 'mongoose';
import { areas } from './collections/areas';
import { attempts } from './collections/attempts';
import { campaignDeferrals } from './collections/campaign-deferrals';
import { campaigns } from './collections/campaigns';
import { checkInCodes } from './collections/check-in-codes';
import { consents } from './collections/consents';
import { conversations } from './collections/conversations';
import { dataDeletionRequests } from './collections/data-deletion-requests';
import { dataExports } from './collections/data-exports';
import { dataRequests } from './collections/data-requests';
import { denominatorLists } from './collections/denominator-lists';
import { denominatorProposals } from './collections/denominator-proposals';
import { denominators } from './collections/denominators';
import { enteredFigures } from './collections/entered-figures';
import { erasedConversations } from './collections/erased-conversations';
import { erasureReceipts } from './collections/erasure-receipts';
import { evidenceRows } from './collections/evidence';
import { evidenceMarks } from './collections/evidence-marks';
import { evidenceQueries } from './collections/evidence-queries';
import { givenOut } from './collections/given-out';
import { groups } from './collections/groups';
import { guardianSlips } from './collections/guardian-slips';
import { inbox } from './collections/inbox';
import { jobRuns } from './collections/job-runs';
import { joinCodes } from './collections/join-codes';
import { laneHolders } from './collections/lane-holders';
import { lanes } from './collections/lanes';
import { lessonFigures } from './collections/lesson-figures';
import { lessons } from './collections/lessons';
import { linkCodes } from './collections/link-codes';
import { links } from './collections/links';
import { meetingFileChunks, meetingFiles } from './collections/meeting-files';
import { meetingLinks } from './collections/meeting-links';
import { meetingLists } from './collections/meeting-lists';
import { meetings } from './collections/meetings';
import { organisations } from './collections/organisations';
import { outbox } from './collections/outbox';
import { outputs } from './collections/outputs';
import { paperPieces, papers } from './collections/papers';
import { people } from './collections/people';
import { placeImportPages, placeImports } from './collections/place-imports';
import { planDrafts } from './collections/plan-drafts';
import { planTaskStates } from './collections/plan-task-states';
import { plans } from './collections/plans';
import { probableMatches } from './collections/probable-matches';
import { pushDays } from './collections/push-days';
import { reports } from './collections/reports';
import { resumeCodes } from './collections/resume-codes';
import { rosterBases } from './collections/roster-bases';
import { rosterEntries } from './collections/roster-entries';
import { rosterImports } from './collections/roster-imports';
import { rosterMappings } from './collections/roster-mappings';
import { rosterUploads } from './collections/roster-uploads';
import { seals } from './collections/seals';
import { sendQuotas } from './collections/send-quotas';
import { serviceWorkerRows } from './collections/service-worker-evidence';
import { tallies } from './collections/tallies';
import { tallyBatches } from './collections/tally-batches';
import { unitReturns } from './collections/unit-returns';
import { viewCodes } from './collections/view-codes';
import { webDevices } from './collections/web-devices';

export type Storage = {
  readonly db: Connection;
  /** Writes the files anew, so that nothing that was removed is left in them. A MongoDB server sees to its files itself (`docs/retention.md`). */
  readonly forget: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type StorageOptions = {
  readonly mongodbUri?: string;
  readonly folder: string;
  /** Joins the store of a running server instead of refusing: for commands. */
  readonly beside?: boolean;
};

const databaseName = 'hieu-luat';
const connectTimeoutMs = 10_000;

/**
 * The store of record: MongoDB where `mongodbUri` names one, else the embedded store in `folder`. Nothing above this
 * folder knows which it is; this is the one file that loads the embedded store, and only when it is used.
 */
export async function connectStorage(options: StorageOptions): Promise<Storage> {
  mongoose.set('sanitizeFilter', true);
  if (options.mongodbUri !== undefined) {
    const db = await connect(options.mongodbUri);
    return { db, forget: () => Promise.resolve(), close: () => db.close() };
  }

  // By `require`, so that the store's thread has begun when this function first waits: callers have something to do meanwhile.
  const { findRunningStore, startEmbeddedStore, StoreInUseError }: typeof import('@hieu-luat/embedded-store') =
    require('@hieu-luat/embedded-store');
  const store = await startEmbeddedStore({ dir: options.folder }).catch(async (error: unknown) => {
    const uri = options.beside === true && error instanceof StoreInUseError ? await findRunningStore(options.folder) : undefined;
    if (uri === undefined) throw error;
    return { uri, rewrite: () => Promise.resolve(), stop: () => Promise.resolve() };
  });
  const db = await connect(store.uri);
  return {
    db,
    forget: () => store.rewrite(),
    close: async () => {
      await db.close();
      await store.stop();
    },
  };
}

/** Makes the indexes that are missing. Cheap when all are there. */
export async function createIndexes(db: Connection): Promise<void> {
  const conversing = [conversations, inbox, outbox, lanes, laneHolders, attempts, consents, lessons, jobRuns, resumeCodes];
  const counting = [
    areas,
    denominatorLists,
    denominatorProposals,
    denominators,
    enteredFigures,
    outputs,
    unitReturns,
    paperPieces,
    papers,
    evidenceMarks,
    evidenceQueries,
    evidenceRows,
    webDevices,
    givenOut,
    groups,
    joinCodes,
    lessonFigures,
    organisations,
    people,
    planDrafts,
    planTaskStates,
    plans,
    reports,
    seals,
    serviceWorkerRows,
    tallies,
    tallyBatches,
  ];
  const meeting = [checkInCodes, meetingFileChunks, meetingFiles, meetingLinks, meetingLists, meetings];
  const calling = [campaignDeferrals, campaigns, dataDeletionRequests, linkCodes, links, pushDays, sendQuotas];
  const listing = [probableMatches, rosterBases, rosterEntries, rosterImports, rosterMappings, rosterUploads];
  const importing = [placeImportPages, placeImports];
  const asking = [dataExports, dataRequests, erasedConversations, erasureReceipts, guardianSlips, viewCodes];
  await Promise.all(
    [...asking, ...importing, ...conversing, ...counting, ...meeting, ...calling, ...listing].map((model) => model(db).createIndexes()),
  );
}

function connect(uri: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      ...(namesDatabase(uri) ? {} : { dbName: databaseName }),
      serverSelectionTimeoutMS: connectTimeoutMs,
      writeConcern: { w: 'majority', journal: true },
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
}

/** Whether the address ends in a database's name, which then goes before ours. */
function namesDatabase(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);
}
