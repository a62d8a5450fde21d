import type { Areas, Area as Choice } from '../../bot/dialogue/step';
import { fold } from '../../courses/search/fold';
import type { AreaTree } from '../reach/area-tree';
import type { Area } from '../storage/collections/areas';

const mostFound = 8;

/** The administrative units a learner may choose from: those in force on `day`, and only `root` and below where it is given. */
export function areasToChoose(tree: AreaTree, day: string, root?: string): Areas {
  const inForce = (area: Area): boolean => area.validFrom <= day && (area.validTo === undefined || day < area.validTo);
  const below = (code: string): readonly Area[] => tree.children(code).filter(inForce);
  const all = (code: string): readonly Area[] => below(code).flatMap((area) => [area, ...all(area._id)]);
  const top = topmost(tree, root).filter(inForce);
  const known = top.flatMap((area) => [area, ...all(area._id)]).map((area) => ({ area, folded: fold(area.name) }));
  const choice = (area: Area): Choice => {
    const parentName = tree.area(area.parent ?? '')?.name;
    return { code: area._id, name: area.name, ...(parentName === undefined ? {} : { parentName }) };
  };

  return {
    children: (code) => (code === undefined ? top : below(code)).map(choice),
    find: (text) => ranked(known, fold(text)).slice(0, mostFound).map(choice),
    named: (code) => known.filter(({ area }) => area._id === code).map(({ area }) => choice(area))[0],
  };
}

/** Provinces, or the one province of an installation; the country itself is no choice. */
function topmost(tree: AreaTree, root: string | undefined): readonly Area[] {
  const area = root === undefined ? undefined : tree.area(root);
  if (area !== undefined) return [area];
  return tree.children('').flatMap((widest) => (widest.level === 'country' ? tree.children(widest._id) : [widest]));
}

type Known = { readonly area: Area; readonly folded: string };

/** The whole name first, then names that begin with the text, then those that hold it as words. */
function ranked(known: readonly Known[], text: string): readonly Area[] {
  if (text.length < 2) return [];
  const whole = known.filter(({ folded }) => bare(folded) === bare(text));
  const begins = known.filter((one) => !whole.includes(one) && bare(one.folded).startsWith(bare(text)));
  const holds = known.filter((one) => !whole.includes(one) && !begins.includes(one) && ` ${one.folded} `.includes(` ${bare(text)} `));
  return [...whole, ...begins, ...holds].map(({ area }) => area);
}

/** "tinh Lam Dong" and "Lam Dong" are one place. */
function bare(folded: string): string {
  return folded.replace(/^(tinh|thanh pho|tp\.?|xa|phuong|dac khu) /, '').trim();
}
