import type { AfterWindow, Capabilities, Template } from '../../bot/channels/channel';

/** What the programme says first by itself, or a campaign does. */
export type PushUse = 'follow-up' | 'campaign';

/** What an operator has set up for after the free window of one account, in the order in which it is tried. */
export type PaidWay = {
  readonly kind: AfterWindow;
  readonly template?: Template;
  readonly priceVnd?: number; // absent: nobody has said what it costs
  readonly uses: readonly PushUse[];
  readonly adultsOnly?: true; // advertising rules, or the operator's own
};

/** How a push may reach somebody; `until` is when this way closes. */
export type Way = { readonly kind: 'free'; readonly until: Date } | (PaidWay & { readonly until?: Date });

export type Asked = {
  readonly at: Date;
  readonly heardAt: Date; // channel time of the learner's last word
  readonly capabilities: Pick<Capabilities, 'windowMs' | 'afterWindow'>;
  readonly paid: readonly PaidWay[];
  readonly use: PushUse;
  readonly adult?: boolean; // 18 or over, by their own word
};

/** Zalo takes paid texts until seven days after the last word (zalo-oa-api §9.2); the margin is ours. */
const paidMessageMs = 7 * 24 * 3_600_000 - 30 * 60_000;

/**
 * How somebody may be written to at a moment: free while their window is open, then what the platform has left and the operator has
 * set up. `undefined`: not at all, they must come by themselves (a code, a link, a word from their organiser).
 */
export function wayTo({ at, heardAt, capabilities, paid, use, adult = false }: Asked): Way | undefined {
  const since = at.getTime() - heardAt.getTime();
  const { windowMs, afterWindow } = capabilities;
  if (windowMs === undefined || since < windowMs) return { kind: 'free', until: windowEnd(capabilities, heardAt) ?? forEver };

  for (const way of paid) {
    if (!way.uses.includes(use) || !afterWindow.includes(way.kind)) continue;
    if (way.adultsOnly === true && !adult) continue;
    if (way.kind !== 'paid-message') return way;
    if (since < paidMessageMs) return { ...way, until: new Date(heardAt.getTime() + paidMessageMs) };
  }
  return undefined;
}

const forEver = new Date(8.64e15);

/** When the free window that was opened by somebody's word closes, where the platform has one. */
export function windowEnd({ windowMs }: Pick<Capabilities, 'windowMs'>, heardAt: Date): Date | undefined {
  return windowMs === undefined ? undefined : new Date(heardAt.getTime() + windowMs);
}

/** Whether a message goes out as an approved template. */
export function isByTemplate(way: Way | undefined): boolean {
  return way !== undefined && way.kind !== 'free' && way.template !== undefined;
}
