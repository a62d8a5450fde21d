import { consolePath } from '../links';

const part = encodeURIComponent;
const at = (organisation: string, path = '', query: Readonly<Record<string, string | undefined>> = {}) => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `${consolePath}/rosters/${part(organisation)}${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
};

/** Every address of rosters. `group` where the list is one group's, and the only way in for whoever sees no more than that. */
export const rosterLinks = {
  organisation: (organisation: string, group?: string) => at(organisation, '', { group }),
  upload: (organisation: string, upload: string) => at(organisation, `/uploads/${part(upload)}`),
  makeGroups: (organisation: string, upload: string) => at(organisation, `/uploads/${part(upload)}/groups`),
  import: (organisation: string, id: string, query: { status?: string; page?: string; upload?: string | undefined } = {}) =>
    at(organisation, `/imports/${part(id)}`, query),
  confirm: (organisation: string, id: string) => at(organisation, `/imports/${part(id)}/confirm`),
  undo: (organisation: string, id: string) => at(organisation, `/imports/${part(id)}/undo`),
  bases: (organisation: string, done?: 'recorded' | 'wasWithdrawn') => at(organisation, '/bases', { done }),
  withdrawBasis: (organisation: string, basis: string) => at(organisation, `/bases/${part(basis)}/withdraw`),
  queue: (done?: 'decided') => `${consolePath}/roster-bases${done === undefined ? '' : `?done=${done}`}`,
  decide: (basis: string) => `${consolePath}/roster-bases/${part(basis)}/decide`,
} as const;
