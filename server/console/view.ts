import type { Translate } from '../i18n';
import type { StaffMember } from '../staff/staff-member';
import type { Format } from './format';

/** How many of its people a demonstration has so far. */
export type Growing = { readonly done: number; readonly total: number };

/** What every page needs besides its own figures. */
export type View = {
  readonly t: Translate; // console.json
  readonly words: (file: string) => Translate; // any other file of `content/locales`
  readonly format: Format;
  readonly demo: boolean;
  readonly growing?: Growing; // absent once the demonstration has all its people
  readonly asset: (name: string) => string; // address with the content's hash
  readonly here: string; // path and filters of this page, for the language switch
  readonly csrfToken: string;
  readonly member?: StaffMember;
};
