import type { Connection } from 'mongoose';
import { monotonicFactory } from 'ulid';
import { z } from 'zod';
import type { ChannelName } from '../../bot/channels/channel';
import { dayOf } from '../reach/period';
import { type ReadinessItem, type ReadinessRow, readiness, readinessItems } from '../storage/collections/readiness';

const nextId = monotonicFactory();

/** What a recording holds beside its document. */
export const heldBy: Readonly<Record<ReadinessItem, 'name' | 'date'>> = {
  controller: 'name',
  'data-officer': 'name',
  'impact-assessment': 'date',
  'cross-border-messenger': 'date',
  'cross-border-zalo': 'date',
};

export type Recorded = ReadonlyMap<ReadinessItem, ReadinessRow>;
export type Recording = Pick<ReadinessRow, 'item' | 'name' | 'document' | 'date'>;

const line = z
  .string()
  .trim()
  .min(3)
  .max(300)
  .regex(/^[^\p{Cc}]+$/u);

export type ReadRecording = { readonly recording: Recording } | { readonly faults: readonly string[] };

/** What somebody typed, as it may be recorded, or the names of the fields that are not; dates lie in the past. */
export function readRecording(item: ReadinessItem, typed: unknown, now: Date): ReadRecording {
  const past = z.iso.date().refine((day) => day <= dayOf(now));
  const read =
    heldBy[item] === 'name'
      ? z.object({ name: line, document: line }).safeParse(typed)
      : z.object({ document: line, date: past }).safeParse(typed);
  if (read.success) return { recording: { item, ...read.data } };
  return { faults: [...new Set(read.error.issues.map(({ path }) => String(path[0])))] };
}

export async function recordReadiness(db: Connection, recording: Recording, { by, now }: { by: string; now: Date }): Promise<void> {
  await readiness(db).create({ _id: nextId(now.getTime()), ...recording, at: now, by });
}

/** Every recording, the newest first. */
export async function readinessHistory(db: Connection): Promise<readonly ReadinessRow[]> {
  return readiness(db).find({}).sort({ _id: -1 }).lean<ReadinessRow[]>();
}

/** What stands of each item. */
export function standing(history: readonly ReadinessRow[]): Recorded {
  return new Map([...history].reverse().map((row) => [row.item, row]));
}

const neededByAll = ['controller', 'data-officer', 'impact-assessment'] as const;
const neededBy: Readonly<Record<ChannelName, readonly ReadinessItem[]>> = {
  web: neededByAll,
  messenger: [...neededByAll, 'cross-border-messenger'],
  zalo: [...neededByAll, 'cross-border-zalo'],
};

/** What these channels still wait for, in the order of the items; none is missing: they are open. */
export function missingFor(channels: readonly ChannelName[], recorded: Recorded): readonly ReadinessItem[] {
  const needed = new Set(channels.flatMap((channel) => neededBy[channel]));
  return readinessItems.filter((item) => needed.has(item) && !recorded.has(item));
}

/** The channels an installation is set up for. */
export function channelsIn(config: { readonly messenger?: unknown; readonly zalo?: unknown }): readonly ChannelName[] {
  return [
    'web',
    ...(config.messenger === undefined ? [] : ['messenger' as const]),
    ...(config.zalo === undefined ? [] : ['zalo' as const]),
  ];
}
