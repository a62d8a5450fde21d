import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import { z } from 'zod';
import { seal, unseal } from '../keys';
import {
  decisions,
  requesterKinds,
  type ThirdPartyRequestRow,
  thirdPartyRequestsWithin,
} from '../storage/collections/third-party-requests';
import type { Bounds } from '../storage/within';
import { placesOf } from './place-of-scope';
import type { StaffMember } from './staff-member';

export { decisions, requesterKinds };

const line = z.string().trim().min(2).max(300);
const paragraph = z.string().trim().min(5).max(4000);

/** The written request as it came: without document and legal basis there is none. */
export const newThirdPartyRequest = z.object({
  kind: z.enum(requesterKinds),
  requester: line,
  document: line,
  documentDate: z.iso.date(),
  receivedOn: z.iso.date(),
  legalBasis: paragraph,
  asked: paragraph,
});
export type NewThirdPartyRequest = z.infer<typeof newThirdPartyRequest>;

export const newDecision = z.object({ decision: z.enum(decisions), reason: paragraph, given: z.string().trim().max(4000) });
export type NewDecision = z.infer<typeof newDecision>;

export type ThirdPartyRequest = Pick<ThirdPartyRequestRow, 'kind' | 'enteredBy' | 'enteredAt'> &
  Omit<NewThirdPartyRequest, 'kind'> & {
    readonly id: string;
    readonly answer?: NewDecision & { readonly by: string; readonly at: Date };
  };

type Store = { readonly db: Connection; readonly key: Buffer; readonly bounds: Bounds };
type By = { readonly member: StaffMember; readonly now: Date };

/** Entered into the register of whoever enters it; their own bounds always hold it. */
export async function enterRequest({ db, key, bounds }: Store, entered: NewThirdPartyRequest, { member, now }: By): Promise<string> {
  const [place] = await placesOf(db, [member.scope]);
  const { kind, ...text } = entered;
  const { area, organisation, group } = place ?? {};
  const row: ThirdPartyRequestRow = {
    _id: ulid(now.getTime()),
    kind,
    ...(area === undefined ? {} : { area }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(group === undefined ? {} : { group }),
    sealed: sealed(key, text),
    enteredBy: member.id,
    enteredAt: now,
    decision: null,
    sealedAnswer: null,
    decidedBy: null,
    decidedAt: null,
  };
  await thirdPartyRequestsWithin(db, bounds).insert([row]);
  return row._id;
}

/** The newest first. */
export async function listRequests({ db, key, bounds }: Store): Promise<readonly ThirdPartyRequest[]> {
  const rows = await thirdPartyRequestsWithin(db, bounds).find({}, { sort: { enteredAt: -1 }, limit: 500 });
  return rows.map((row) => opened(key, row));
}

export async function findRequest({ db, key, bounds }: Store, id: string): Promise<ThirdPartyRequest | undefined> {
  const row = await thirdPartyRequestsWithin(db, bounds).findOne({ _id: { $eq: id } });
  return row === undefined ? undefined : opened(key, row);
}

/** Once: a second decision is another request, with a document of its own. */
export async function decideRequest(
  { db, key, bounds }: Store,
  id: string,
  { decision, ...text }: NewDecision,
  { member, now }: By,
): Promise<boolean> {
  const answer = { decision, sealedAnswer: sealed(key, text), decidedBy: member.id, decidedAt: now };
  return (await thirdPartyRequestsWithin(db, bounds).update({ _id: id, decision: null }, { $set: answer })) === 1;
}

const requestText = newThirdPartyRequest.omit({ kind: true });
const answerText = newDecision.omit({ decision: true });

function opened(key: Buffer, row: ThirdPartyRequestRow): ThirdPartyRequest {
  const { _id: id, kind, enteredBy, enteredAt, decision, sealedAnswer, decidedBy, decidedAt } = row;
  const request = { id, kind, enteredBy, enteredAt, ...requestText.parse(unsealed(key, row.sealed)) };
  if (decision === null || sealedAnswer === null || decidedBy === null || decidedAt === null) return request;
  return { ...request, answer: { decision, ...answerText.parse(unsealed(key, sealedAnswer)), by: decidedBy, at: decidedAt } };
}

function sealed(key: Buffer, text: object): string {
  return seal(key, Buffer.from(JSON.stringify(text))).toString('base64');
}

function unsealed(key: Buffer, text: string): unknown {
  return JSON.parse(unseal(key, Buffer.from(text, 'base64'))?.toString() ?? 'null');
}
