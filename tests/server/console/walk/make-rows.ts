import type { Connection } from 'mongoose';
import { seal } from '../../../../server/keys';
import { inviteStaffMember } from '../../../../server/staff/one-time-links';
import { native } from '../../../../server/storage/collection';
import { joinCodes } from '../../../../server/storage/collections/join-codes';
import { meetingFiles } from '../../../../server/storage/collections/meeting-files';
import { type Meeting, meetings } from '../../../../server/storage/collections/meetings';
import { oneTimeLinks } from '../../../../server/storage/collections/one-time-links';
import { probableMatches } from '../../../../server/storage/collections/probable-matches';
import { rosterEntries } from '../../../../server/storage/collections/roster-entries';
import { signIns } from '../../../../server/storage/collections/sign-ins';
import { thirdPartyRequestsWithin } from '../../../../server/storage/collections/third-party-requests';
import { clock, keys } from '../open-console';
import { foreign, foreignMark, own, scopes } from './world';

export async function makeSignIns(db: Connection): Promise<void> {
  const expires = new Date(clock.getTime() + 3600_000);
  const session = { signedInAt: clock.getTime() };
  await native(signIns(db)).deleteMany({ _id: { $in: ['sign-in-own', 'sign-in-foreign'] } });
  await native(signIns(db)).insertMany([
    { _id: 'sign-in-own', expires, session: { ...session, staffId: 'staff-own', browser: 'Firefox' } },
    { _id: 'sign-in-foreign', expires, session: { ...session, staffId: 'staff-foreign', browser: foreignMark } },
  ]);
}

export async function makeInvitations(db: Connection): Promise<void> {
  const key = keys.of('one-time-link');
  const by = { by: 'staff-own', now: clock };
  for (const [staffId, name, scope] of [
    ['invited-own', 'Người được mời', scopes.group],
    ['invited-foreign', foreignMark, { kind: 'group', id: foreign.group }],
  ] as const) {
    const made = await inviteStaffMember(db, key, { name, role: 'organiser', scope }, by);
    await native(oneTimeLinks(db)).updateOne({ staffId: made.staffId }, { $set: { staffId } });
  }
}

export async function makeRequests(db: Connection): Promise<void> {
  const written = { document: '12/CV', documentDate: '2026-11-20', receivedOn: '2026-11-21', legalBasis: 'Điều 15', asked: 'Danh sách' };
  const text = (requester: string) =>
    seal(keys.of('third-party-request'), Buffer.from(JSON.stringify({ ...written, requester }))).toString('base64');
  const row = {
    kind: 'police',
    enteredBy: 'staff-own',
    enteredAt: clock,
    decision: null,
    sealedAnswer: null,
    decidedBy: null,
    decidedAt: null,
  } as const;
  await thirdPartyRequestsWithin(db, 'everything').insert([
    { ...row, ...own, _id: 'request-own', sealed: text('Công an phường Thử') },
    { ...row, ...foreign, _id: 'request-foreign', sealed: text(foreignMark) },
  ]);
}

export async function makeMeetings(db: Connection): Promise<void> {
  const row = (_id: string, { area, organisation, group }: typeof own | typeof foreign, name: string): Meeting => ({
    _id,
    area,
    organisation,
    organisations: [organisation],
    groups: [group],
    title: name,
    place: name,
    speaker: name,
    startsAt: clock,
    minutes: 45,
    parts: ['law', 'knowledge'],
    shares: [{ organisation, name, area, population: 'upper-secondary' }],
    planned: { by: 'staff-own', at: clock },
    queries: [],
  });
  await native(meetings(db)).insertMany([row('meeting-own', own, 'Buổi chào cờ'), row('meeting-foreign', foreign, foreignMark)]);
  const file = { kind: 'sheet', type: 'image/png', bytes: 3, chunks: 0, addedBy: 'staff-own', addedAt: clock, deleteAfter: soon } as const;
  await native(meetingFiles(db)).insertMany([
    { ...file, _id: 'file-own', meeting: 'meeting-own', organisation: own.organisation, area: own.area },
    { ...file, _id: 'file-foreign', meeting: 'meeting-foreign', organisation: foreign.organisation, area: foreign.area },
  ]);
}

export async function makeCodes(db: Connection): Promise<void> {
  const code = { tail: 'AB', kind: 'roster', population: 'upper-secondary', createdAt: clock, expiresAt: soon } as const;
  await native(joinCodes(db)).insertMany([
    { ...code, ...own, _id: 'code-own', batch: 'batch-own' },
    { ...code, ...foreign, _id: 'code-foreign', batch: 'batch-foreign' },
  ]);
}

/** Two lines of a roster each, foreign ones with a name that must not be seen. */
export async function makeMatches(db: Connection): Promise<void> {
  const code = { tail: 'AB', kind: 'roster', population: 'upper-secondary', createdAt: clock, expiresAt: soon } as const;
  for (const [mark, place, name] of [
    ['own', own, 'Nguyễn Thị Hương'],
    ['foreign', foreign, foreignMark],
  ] as const) {
    const codes = [`matched-${mark}-1`, `matched-${mark}-2`];
    const sealed = seal(keys.of('roster-person'), Buffer.from(JSON.stringify({ name })));
    await native(joinCodes(db)).insertMany(codes.map((_id, number) => ({ ...code, ...place, _id, number })));
    await native(rosterEntries(db)).insertMany(codes.map((_id) => ({ ...place, _id, import: 'import', listings: [], sealed })));
    const { area, organisation } = place;
    const about = { reasons: ['sameNameAndBirth'], score: 'likely', state: 'open', foundAt: clock } as const;
    await native(probableMatches(db)).insertOne({ _id: `match-${mark}`, area, organisation, codes, ...about });
  }
}

const soon = new Date(clock.getTime() + 30 * 24 * 3600_000);
