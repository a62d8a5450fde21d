import type { Area } from '../storage/collections/areas';

type Given = Omit<Area, '_id' | 'code' | 'parent' | 'successors'> & { readonly code: string };

/**
 * Official codes over time. The same two figures are another province on another map, so a unit is known by its code and its first
 * day; its id is the bare code only where no other unit had that first.
 */
export class AreaCodes {
  readonly #byCode = new Map<string, Area[]>();
  readonly #ids = new Set<string>();

  constructor(known: readonly Area[]) {
    for (const area of known) this.#keep(area);
  }

  /** The unit as it will be stored, under the id it has already and with the places it led to. */
  add({ code, ...given }: Given): Area {
    const known = this.#byCode.get(code)?.find((one) => isSame(one, given));
    const free = given.validTo === undefined && !this.#ids.has(code);
    const _id = known?._id ?? (free ? code : `${code}.${given.validFrom}`);
    const { successors } = known ?? {};
    const area: Area = { _id, ...(_id === code ? {} : { code }), ...given, ...(successors === undefined ? {} : { successors }) };
    this.#keep(area);
    return area;
  }

  /** The unit that had a code in another's days: to its end, or today where that one is in force. */
  during(code: string, { validTo }: Area): Area | undefined {
    const all = this.#byCode.get(code) ?? [];
    const until = all.filter((one) => one.validTo === validTo);
    return until[0] ?? all.find((one) => one.validTo === undefined || (validTo !== undefined && one.validTo > validTo));
  }

  /** The last unit that ended with the one code, and the unit that had the other the day after. */
  succession(from: string, to: string): { readonly from?: Area; readonly to?: Area } {
    const ended = (this.#byCode.get(from) ?? []).filter(({ validTo }) => validTo !== undefined).sort(byEnd)[0];
    const day = ended?.validTo;
    if (ended === undefined || day === undefined) return {};
    const next = this.#byCode.get(to)?.find((one) => one.validFrom <= day && (one.validTo === undefined || one.validTo > day));
    return { from: ended, ...(next === undefined ? {} : { to: next }) };
  }

  #keep(area: Area): void {
    const code = area.code ?? area._id;
    const others = (this.#byCode.get(code) ?? []).filter(({ _id }) => _id !== area._id);
    this.#byCode.set(code, [...others, area]);
    this.#ids.add(area._id);
  }
}

/** Two units cannot have one code on one day. */
function isSame(one: Area, other: Omit<Given, 'code'>): boolean {
  return one.validFrom === other.validFrom || (one.validTo === undefined && other.validTo === undefined);
}

function byEnd(one: Area, other: Area): number {
  return (other.validTo ?? '').localeCompare(one.validTo ?? '');
}
