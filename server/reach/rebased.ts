import type { Area } from '../storage/collections/areas';
import type { AreaTree } from './area-tree';

/**
 * The map that `top` belongs to, as everything is counted on it. A unit of an earlier map counts where it leads, one of a later
 * map where it came from; what was divided among several counts in what they have in common, and what has nothing in common
 * with `top`, or no known way to it, not at all.
 */
export function rebased(tree: AreaTree, top: string): AreaTree {
  const ends = tree.area(top)?.validTo;
  const isOnMap = (area: Area | undefined): boolean =>
    ends === undefined ? area?.validTo === undefined : area !== undefined && area.validFrom < ends && ends <= (area.validTo ?? ends);
  const known = new Map<string, readonly string[]>();

  function chain(code: string): readonly string[] {
    const found = known.get(code);
    if (found !== undefined) return found;
    known.set(code, []); // links that lead in a circle lead nowhere
    const made = find(code);
    known.set(code, made);
    return made;
  }

  function find(code: string): readonly string[] {
    const own = tree.chain(code);
    const onMap = own.filter((one) => isOnMap(tree.area(one)));
    if (onMap[0] === code && onMap.includes(top)) return onMap;
    for (const ways of [successorsOf, predecessorsOf]) {
      for (const unit of own) {
        const there = shared(ways(tree, unit).map(chain));
        if (there.includes(top)) return there;
      }
    }
    return onMap;
  }

  return { ...tree, chain, children: (code) => tree.children(code).filter(isOnMap) };
}

function successorsOf(tree: AreaTree, code: string): readonly string[] {
  return tree.area(code)?.successors ?? [];
}

function predecessorsOf(tree: AreaTree, code: string): readonly string[] {
  return tree.predecessors(code).map(({ _id }) => _id);
}

/** What all the chains have, from below upwards. */
function shared([first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.filter((code) => others.every((chain) => chain.includes(code)));
}
