/** The first that a browser's own description names; the families that pretend to be others stand first. */
const browsers = [
  ['Zalo', 'Zalo'],
  ['coc_coc_browser', 'Cốc Cốc'],
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

/** A browser and a system in the words of their makers: enough to know one's own sign-ins again, too little to tell people apart. */
export function browserName(userAgent: string | undefined): string {
  const named = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => userAgent?.includes(mark))?.[1];
  return [named(browsers), named(systems)].filter((name) => name !== undefined).join(' · ');
}
