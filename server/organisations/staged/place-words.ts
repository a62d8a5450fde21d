import { type Population, populations } from '../../../courses/model';
import { fold } from '../../../courses/search/fold';
import { languages, type Texts } from '../../i18n';
import { type OrganisationKind, organisationKinds } from '../../storage/collections/organisations';

/** What offices call kinds and populations, in either language, or by the product's own names. */
export type PlaceWords = {
  readonly kind: (text: string) => OrganisationKind | undefined;
  readonly population: (text: string) => Population | undefined;
};

/** Whom an organisation of a kind usually has, where a list does not say. */
export const usualPopulations: Readonly<Record<OrganisationKind, readonly Population[]>> = {
  'upper-secondary-school': ['upper-secondary'],
  'vocational-school': ['vocational'],
  university: ['higher-education'],
  'industrial-park': ['ip-worker'],
  enterprise: ['ip-worker'],
  union: ['ip-worker'],
  agency: ['official'],
  'establishment-group': ['service-worker'],
};

export function placeWords(texts: Texts): PlaceWords {
  const named = <T extends string>(values: readonly T[], key: string) => {
    const known = new Map<string, T>();
    for (const value of values) {
      for (const language of languages) known.set(fold(texts(language, 'places')(`${key}.${value}`)), value);
      known.set(value, value);
    }
    return (text: string) => known.get(fold(text));
  };
  return { kind: named(organisationKinds, 'kind'), population: named(populations, 'population') };
}

/** Several between semicolons; `undefined` where none is named or one is not known. */
export function populationsOf(words: PlaceWords, text: string | undefined): readonly Population[] | undefined {
  if (text === undefined) return undefined;
  const found = text.split(/[;,]/).map((part) => words.population(part));
  return found.every((one) => one !== undefined) ? found : [];
}

/** All kinds, in the order of a menu. */
export const kinds = organisationKinds;

export function isKind(text: string): text is OrganisationKind {
  return organisationKinds.some((kind) => kind === text);
}
