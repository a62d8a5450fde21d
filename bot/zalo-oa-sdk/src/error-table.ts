import { businessErrors } from './business-errors';
import { type ErrorEntry, entry } from './error-entry';
import { oaErrors } from './oa-errors';
import { oauthErrors } from './oauth-errors';

/** The three hosts number their refusals each in its own way. */
export type Host = 'oa' | 'business' | 'oauth';

export const errorTable: Readonly<Record<Host, readonly ErrorEntry[]>> = { oa: oaErrors, business: businessErrors, oauth: oauthErrors };

const byCode: Readonly<Record<Host, ReadonlyMap<number, ErrorEntry>>> = {
  oa: indexed(oaErrors),
  business: indexed(businessErrors),
  oauth: indexed(oauthErrors),
};

/** One code has two meanings that only its text tells apart. */
const articleQuota = entry(-223, 'quota', 'time', 'The account has made as many articles as its quota allows');

/** What a code means and what to do about it; a code nobody has described is never tried again. */
export function explain(host: Host, code: number, vendorText = ''): ErrorEntry {
  if (host === 'oa' && code === articleQuota.code && /quota create article/i.test(vendorText)) return articleQuota;
  return byCode[host].get(code) ?? entry(code, 'permanent', 'developer', 'A refusal that is not in the table');
}

function indexed(entries: readonly ErrorEntry[]): ReadonlyMap<number, ErrorEntry> {
  return new Map(entries.map((one) => [one.code, one]));
}
