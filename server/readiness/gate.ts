import type { Connection } from 'mongoose';
import type { ChannelName } from '../../bot/channels/channel';
import { rememberedFor } from '../reach/remembered-for';
import { missingFor, readinessHistory, standing } from './readiness';

/** Whether learners may come in by a channel. */
export type IsOpen = (channel: ChannelName) => Promise<boolean>;

const keptMs = 5_000; // the last missing record opens the channel about at once, and a message costs no query

/** A demonstration is open from the start: nobody in it is real. */
export function createGate(db: Connection, { demo, now }: { readonly demo: boolean; readonly now: () => Date }): IsOpen {
  if (demo) return async () => true;
  const recorded = rememberedFor(keptMs, now, async () => standing(await readinessHistory(db)));
  return async (channel) => missingFor([channel], await recorded()).length === 0;
}
