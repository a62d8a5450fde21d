import type { Translate } from '../i18n';
import type { Officer } from '../staff/officer';
import type { Format } from './format';

/** How many of its people a demonstration has so far. */
export type Growing = { readonly done: number; readonly total: number };

/** What every page needs besides its own figures. */
export type View = {
  readonly t: Translate;
  readonly format: Format;
  readonly demo: boolean;
  readonly growing?: Growing; // absent once the demonstration has all its people
  readonly asset: (name: string) => string; // address with the content's hash
  readonly here: string; // path and filters of this page, for the language switch
  readonly csrfToken: string;
  readonly officer?: Officer;
};
