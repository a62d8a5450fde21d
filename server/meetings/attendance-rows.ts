import { type Keys, keyedHash, seal } from '../keys';
import type { Evidence } from '../reach/model';
import { dayOf } from '../reach/period';
import { writeRow } from '../reach/sealed-row';
import type { StoredEvidence } from '../storage/collections/evidence';
import type { Meeting, MeetingShare } from '../storage/collections/meetings';

export type Owner = { readonly id: string; readonly key: Buffer };

export type Attended = {
  readonly meeting: Meeting;
  readonly share: Pick<MeetingShare, 'organisation' | 'area' | 'population'>;
  readonly group: string;
  readonly code: string;
  readonly owner: Owner;
  readonly held: boolean;
  readonly attestedBy: string;
  /** What was taken back before, when a row is ticked once more. */
  readonly again: readonly string[];
};

/** A ticked row of a confirmed list. The id comes from meeting and row: making it twice is making it once. */
export function attendanceRow(keys: Keys, { meeting, share, group, code, owner, held, attestedBy, again }: Attended): Evidence {
  const plain = {
    _id: keyedHash(keys.of('evidence-id'), ['meeting', meeting._id, code, ...again].join('\n')),
    person: owner.id,
    population: share.population,
    organisation: share.organisation,
    group,
    area: share.area,
    rung: rungOf(meeting),
    class: 'E2' as const,
    parts: meeting.parts,
    identified: true,
    meeting: meeting._id,
    minutes: meeting.minutes,
    at: meeting.startsAt,
    day: dayOf(meeting.startsAt),
    channel: 'paper' as const,
    attestedBy,
    ...(held ? { held: true as const } : {}),
  };
  return sealedFor(owner, plain);
}

/** The same row, held back or cleared: another that takes its place. */
export function regarded(keys: Keys, row: StoredEvidence, owner: Owner, held: boolean): Evidence {
  const { sealed: _, turn: _turn, unsealed: _unsealed, sealNumber: _number, erased: _erased, held: _held, ...said } = row;
  const _id = keyedHash(keys.of('evidence-id'), `${held ? 'held' : 'cleared'}\n${row._id}`);
  return sealedFor(owner, { ...said, _id, replaces: row._id, ...(held ? { held: true as const } : {}) });
}

/** Takes a row back: one that counts for nothing in its place. */
export function takenBack(keys: Keys, row: StoredEvidence, owner: Owner, at: Date): Evidence {
  const { population, organisation, group, area, class: kind, identified, channel, meeting } = row;
  const where = { population, ...(organisation === undefined ? {} : { organisation }), ...(group === undefined ? {} : { group }), area };
  const _id = keyedHash(keys.of('evidence-id'), `taken back\n${row._id}`);
  const plain = {
    _id,
    person: owner.id,
    ...where,
    rung: 'listed' as const,
    class: kind,
    parts: [],
    identified,
    at,
    day: dayOf(at),
    channel,
  };
  return sealedFor(owner, { ...plain, ...(meeting === undefined ? {} : { meeting }), replaces: row._id });
}

function rungOf({ parts }: Meeting): 'reached' | 'answered' {
  return parts.includes('law') && parts.includes('knowledge') ? 'reached' : 'answered';
}

function sealedFor({ key }: Owner, plain: Omit<Evidence, 'sealed'>): Evidence {
  return { ...plain, sealed: seal(key, writeRow(plain)) };
}
