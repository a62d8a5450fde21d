import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { channelOf } from '../conversation/channel-of';
import { native } from '../storage/collection';
import { attempts } from '../storage/collections/attempts';
import { consents } from '../storage/collections/consents';
import { conversations } from '../storage/collections/conversations';
import { dataExports } from '../storage/collections/data-exports';
import { dataRequests } from '../storage/collections/data-requests';
import { evidenceRows } from '../storage/collections/evidence';
import { people } from '../storage/collections/people';

/**
 * Everything kept about one person that a file may say. What stands in the other key domain is in no file (`docs/design/reach.md` §3): a
 * file on a shared phone would be a danger to them.
 */
export type OwnData = {
  readonly madeAt: Date;
  readonly since?: Date;
  readonly ageBand?: string;
  readonly group?: { readonly population: string; readonly area: string; readonly organisation?: string; readonly group?: string };
  readonly channels: readonly string[];
  readonly consents: readonly {
    readonly purpose: string;
    readonly given: boolean;
    readonly textVersion: string;
    readonly actor: string;
    readonly channel: string;
    readonly at: Date;
  }[];
  readonly lessons: readonly {
    readonly lesson: string;
    readonly right: number;
    readonly asked: number;
    readonly passed: boolean;
    readonly at: Date;
  }[];
  readonly answers: readonly {
    readonly lesson: string;
    readonly question: string;
    readonly choice: readonly string[];
    readonly correct: boolean;
    readonly at: Date;
  }[];
  readonly counted: readonly { readonly day: string; readonly rung: string; readonly class: string; readonly channel: string }[];
  readonly requests: readonly { readonly number: string; readonly kind: string; readonly askedAt: Date }[];
  readonly exports: readonly { readonly at: Date; readonly format: string }[];
};

export async function ownDataOf(db: Connection, person: string, now: Date): Promise<OwnData> {
  const [row, talks, said, learned, evidence, asked, files] = await Promise.all([
    native(people(db)).findOne({ _id: person }),
    native(conversations(db))
      .find({ person }, { projection: { _id: 1 } })
      .toArray(),
    native(consents(db)).find({ person }).sort({ at: 1 }).toArray(),
    native(attempts(db)).find({ person }).toArray(),
    native(evidenceRows(db))
      .find({ person, match: { $exists: false } })
      .toArray(),
    native(dataRequests(db)).find({ person }).toArray(),
    native(dataExports(db)).find({ person }).toArray(),
  ]);
  const { createdAt, ageBand, membership } = row ?? {};
  const inOrder = [...learned].sort((one, other) => one.at.getTime() - other.at.getTime());
  return {
    madeAt: now,
    ...(createdAt === undefined ? {} : { since: createdAt }),
    ...(ageBand === undefined ? {} : { ageBand }),
    ...(membership === undefined ? {} : { group: groupOf(membership) }),
    channels: talks.map(({ _id }) => channelOf(_id)),
    consents: said.map(({ purpose, given, textVersion, actor, channel, at }) => ({ purpose, given, textVersion, actor, channel, at })),
    lessons: inOrder.flatMap(({ kind, lesson, right = 0, asked: of = 0, passed = false, at }) =>
      kind === 'completion' ? [{ lesson, right, asked: of, passed, at }] : [],
    ),
    answers: inOrder.flatMap(({ kind, lesson, question = '', choice = [], correct = false, at }) =>
      kind === 'attempt' ? [{ lesson, question, choice, correct, at }] : [],
    ),
    counted: evidence.map(({ day, rung, class: of, channel }) => ({ day, rung, class: of, channel })),
    requests: asked.map(({ _id, kind, askedAt }) => ({ number: _id, kind, askedAt })),
    exports: files.map(({ at, format }) => ({ at, format })),
  };
}

/** Before a file leaves: the receipt of a later erasure names it. */
export async function noteExport(db: Connection, person: string, format: 'json' | 'page', now: Date): Promise<void> {
  await native(dataExports(db)).insertOne({ _id: randomUUID(), person, format, at: now });
}

type Membership = { readonly population: string; readonly area: string; readonly organisation?: string; readonly group?: string };

function groupOf({ population, area, organisation, group }: Membership): NonNullable<OwnData['group']> {
  return { population, area, ...(organisation === undefined ? {} : { organisation }), ...(group === undefined ? {} : { group }) };
}
