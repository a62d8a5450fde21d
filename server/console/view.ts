import type { Translate } from '../i18n';
import type { Officer } from '../staff/officer';
import type { Format } from './format';

/** What every page needs besides its own figures. */
export type View = {
  readonly t: Translate;
  readonly format: Format;
  readonly demo: boolean;
  readonly asset: (name: string) => string; // address with the content's hash
  readonly here: string; // path and filters of this page, for the language switch
  readonly csrfToken: string;
  readonly officer?: Officer;
};
