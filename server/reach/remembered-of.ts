/** What is made of settings, made once for as long as these are the settings; the oldest goes when there are many. */
export function rememberedOf<Owner extends object, Made>(
  make: (owner: Owner, key: string) => Made,
  most: number,
): (owner: Owner, key: string) => Made {
  const known = new WeakMap<Owner, Map<string, Made>>();
  return (owner, key) => {
    const all = known.get(owner) ?? new Map<string, Made>();
    known.set(owner, all);
    const found = all.get(key);
    if (found !== undefined) return found;

    const made = make(owner, key);
    const [oldest] = all.keys();
    if (all.size >= most && oldest !== undefined) all.delete(oldest);
    all.set(key, made);
    return made;
  };
}
