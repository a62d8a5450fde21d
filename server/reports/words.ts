import type { Format } from '../console/format';
import type { Translate } from '../i18n';

/** `say` reads reports.json. */
export type Words = { readonly say: Translate; readonly format: Format };
