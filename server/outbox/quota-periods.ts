import type { Channel, Quota } from '../../bot/channels/channel';
import { addDays, addMonths, dayOf, monthOf } from '../reach/period';
import type { Urgency } from './send-rates';

/** A message as quotas see it. */
export type Counted = { readonly urgency: Urgency; readonly template: boolean };

/** The day or month of Vietnam in which a quota is used up: which it is, and when the next one opens. */
export type QuotaPeriod = { readonly id: string; readonly to: Date };

/** Of a hundred messages so many are kept for what goes before: whoever was called by a campaign must be answered. */
const keptPercent = {
  all: { reply: 0, reminder: 10, campaign: 25 },
  templates: { reply: 0, reminder: 0, campaign: 10 },
} as const satisfies Record<Quota['of'], Record<Urgency, number>>;

/** How far a quota may be used by messages of one urgency. */
export function mostFor({ messages, of }: Quota, urgency: Urgency): number {
  return Math.floor((messages * (100 - keptPercent[of][urgency])) / 100);
}

export function quotasFor({ capabilities: { quotas = [] } }: Pick<Channel, 'capabilities'>, template: boolean): readonly Quota[] {
  return quotas.filter(({ of }) => of === 'all' || template);
}

export function periodOf(quota: Quota, account: string, at: Date): QuotaPeriod {
  const day = dayOf(at);
  const name = quota.per === 'day' ? day : monthOf(day);
  const next = quota.per === 'day' ? addDays(day, 1) : addMonths(`${name}-01`, 1);
  return { id: `${account}:${quota.of}:${name}`, to: new Date(`${next}T00:00:00+07:00`) };
}
