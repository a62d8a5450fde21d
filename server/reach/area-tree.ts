import type { Connection } from 'mongoose';
import { type Area, areas } from '../storage/collections/areas';

/** The map in memory: a few thousand areas. */
export type AreaTree = {
  readonly area: (code: string) => Area | undefined;
  readonly children: (code: string) => readonly Area[];
  /** From the area itself up to the widest; empty when the code is unknown. */
  readonly chain: (code: string) => readonly string[];
  /** The units of an earlier map that lead into this one, wholly or in part. */
  readonly predecessors: (code: string) => readonly Area[];
};

export async function loadAreaTree(db: Connection): Promise<AreaTree> {
  return areaTree(await areas(db).find().sort({ _id: 1 }).lean<Area[]>());
}

export function areaTree(list: readonly Area[]): AreaTree {
  const byCode = new Map(list.map((area) => [area._id, area]));
  const children = new Map<string, Area[]>();
  for (const area of list) children.set(area.parent ?? '', [...(children.get(area.parent ?? '') ?? []), area]);
  const predecessors = new Map<string, Area[]>();
  for (const area of list)
    for (const successor of area.successors ?? []) predecessors.set(successor, [...(predecessors.get(successor) ?? []), area]);
  const chain = (code: string): readonly string[] => {
    const codes: string[] = [];
    for (let area = byCode.get(code); area !== undefined && !codes.includes(area._id); area = byCode.get(area.parent ?? ''))
      codes.push(area._id);
    return codes;
  };
  return {
    area: (code) => byCode.get(code),
    children: (code) => children.get(code) ?? [],
    chain,
    predecessors: (code) => predecessors.get(code) ?? [],
  };
}
