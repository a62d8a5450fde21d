import type { PlaceRowStatus } from '../../storage/collections/place-imports';
import { consolePath } from '../links';

const at = (path: string, query: Readonly<Record<string, string | undefined>> = {}) => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [[name, value]]));
  return `${consolePath}/places${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
};
const part = encodeURIComponent;
const organisation = (id: string) => `/organisations/${part(id)}`;
const group = (id: string) => `/groups/${part(id)}`;

export type ListQuery = { readonly q?: string; readonly after?: string; readonly closed?: 'yes' | undefined; readonly area?: string };
export type Done = 'saved' | 'wasClosed' | 'reopened' | 'issued' | 'wasWithdrawn' | `withdrawn-${number}`;

/** Every address of organisations, groups, codes, areas and their imports. */
export const placeLinks = {
  organisations: (query: ListQuery = {}) => at('', query),
  groups: (query: ListQuery = {}) => at('/groups', query),

  newOrganisation: () => at('/organisations/new'),
  organisation: (id: string, query: ListQuery & { readonly done?: Done } = {}) => at(organisation(id), query),
  editOrganisation: (id: string) => at(`${organisation(id)}/edit`),
  closeOrganisation: (id: string) => at(`${organisation(id)}/close`),
  reopenOrganisation: (id: string) => at(`${organisation(id)}/reopen`),
  newGroup: (id: string) => at(`${organisation(id)}/groups/new`),
  importGroups: (id: string) => at(`${organisation(id)}/groups/import`),
  rollover: (id: string) => at(`${organisation(id)}/rollover`),
  workforce: (id: string, done?: string) => at(`${organisation(id)}/workforce`, { done }),
  workforceFile: (id: string) => at(`${organisation(id)}/workforce/file`),
  workforceTemplate: (id: string) => at(`${organisation(id)}/workforce/template.xlsx`),
  withdrawWorkforce: (id: string, proposal: string) => at(`${organisation(id)}/workforce/${part(proposal)}/withdraw`),
  cards: (id: string) => at(`${organisation(id)}/cards`),
  withdrawCards: (id: string, batch: string) => at(`${organisation(id)}/cards/${part(batch)}/withdraw`),

  group: (id: string, query: { readonly done?: Done } = {}) => at(group(id), query),
  editGroup: (id: string) => at(`${group(id)}/edit`),
  closeGroup: (id: string) => at(`${group(id)}/close`),
  reopenGroup: (id: string) => at(`${group(id)}/reopen`),
  code: (id: string) => at(`${group(id)}/code`),
  withdrawCode: (id: string, code: string) => at(`${group(id)}/code/${part(code)}/withdraw`),
  print: (id: string, what: 'sheet.pdf' | 'poster.pdf' | 'message.txt') => at(`${group(id)}/${what}`),
  batch: (id: string) => at(`${group(id)}/codes`),
  withdrawBatch: (id: string, batch: string) => at(`${group(id)}/codes/${part(batch)}/withdraw`),

  imports: () => at('/imports'),
  importFile: (kind: 'organisations' | 'groups') => at(`/imports/${kind}`),
  import: (id: string, status?: PlaceRowStatus, page?: number) =>
    at(`/imports/${part(id)}`, { status, page: page === undefined || page === 1 ? undefined : String(page) }),
  confirmImport: (id: string) => at(`/imports/${part(id)}/confirm`),
  undoImport: (id: string) => at(`/imports/${part(id)}/undo`),

  areas: () => at('/areas'),
  area: (code: string) => at(`/areas/${part(code)}`),
  importAreas: () => at('/areas/import'),
} as const;
