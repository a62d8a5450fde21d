import type { Connection } from 'mongoose';
import { z } from 'zod';
import { isWrittenTo } from '../../campaigns/check-audience';
import type { Audience } from '../../campaigns/model';
import { findNode } from '../../denominators/find-node';
import type { Scope } from '../../staff/scope';
import type { Bounds } from '../../storage/within';

export const whats = ['lesson', 'reminder', 'recall'] as const;

const text = z.string().max(300).catch('');
const many = z.union([z.array(text), text.transform((one) => (one === '' ? [] : [one]))]).catch([]);

/** A form as it was sent, to be shown again. */
export const typedCampaign = z.object({
  name: text,
  what: text,
  populations: many.default([]),
  place: text,
  notReachedIn: text,
});
export type TypedCampaign = z.infer<typeof typedCampaign>;

export type CampaignField = 'name' | 'what' | 'populations' | 'place';
export type ReadCampaign =
  | { readonly name: string; readonly what: (typeof whats)[number]; readonly audience: Audience }
  | { readonly faults: readonly CampaignField[] };

type Reader = { readonly db: Connection; readonly bounds: Bounds; readonly scope: Scope };

/** The campaign that a form asks for; without a place it is for all that its writer oversees. */
export async function readCampaign({ db, bounds, scope }: Reader, typed: TypedCampaign): Promise<ReadCampaign> {
  const name = typed.name.normalize('NFC').trim();
  const what = whats.find((one) => one === typed.what);
  const populations = typed.populations.filter(isWrittenTo);
  const node = typed.place.trim() === '' ? undefined : await findNode(db, bounds, typed.place);
  const faults = [
    ...(name === '' || name.length > 120 ? (['name'] as const) : []),
    ...(what === undefined ? (['what'] as const) : []),
    ...(populations.length === 0 || populations.length !== typed.populations.length ? (['populations'] as const) : []),
    ...(typed.place.trim() !== '' && node === undefined ? (['place'] as const) : []),
  ];
  if (faults.length > 0 || what === undefined) return { faults };

  const area = node?.area ?? (scope.kind === 'area' ? scope.id : undefined);
  const [plan = '', indicator = ''] = typed.notReachedIn.split('/');
  return {
    name,
    what,
    audience: {
      populations,
      ...(area === undefined ? {} : { area }),
      ...(node?.organisation === undefined ? {} : { organisation: node.organisation }),
      ...(typed.notReachedIn === '' ? {} : { notReachedIn: { plan, indicator } }),
    },
  };
}
