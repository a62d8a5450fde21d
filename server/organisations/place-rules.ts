import type { Group, Term } from '../storage/collections/groups';
import type { Organisation } from '../storage/collections/organisations';
import { fault, type RowError } from './csv-rows';

/** A list of single establishments is a danger to those who work there. */
export const fewestEstablishments = 5;

/** What is wrong with an organisation, whether it was typed or imported. */
export function organisationFaults(
  line: number,
  { area, kind, populations, establishments = 0 }: Pick<Organisation, 'area' | 'kind' | 'populations' | 'establishments'>,
  isArea: (code: string) => boolean,
): readonly RowError[] {
  const apart = populations.includes('service-worker');
  return [
    ...(isArea(area) ? [] : [fault(line, 'area', 'unknownArea', { value: area })]),
    ...(apart === (kind === 'establishment-group') && (!apart || populations.length === 1)
      ? []
      : [fault(line, 'populations', 'serviceWorkersApart')]),
    ...(apart && establishments < fewestEstablishments
      ? [fault(line, 'establishments', 'tooFewEstablishments', { value: `${establishments}` })]
      : []),
  ];
}

/** What is wrong with a group; `organisation` is absent where it is not known or lies outside somebody's bounds. */
export function groupFaults(
  line: number,
  group: Pick<Group, 'organisation' | 'population' | 'term'>,
  organisation: Pick<Organisation, 'populations'> | undefined,
): readonly RowError[] {
  if (organisation === undefined) return [fault(line, 'organisation', 'unknownOrganisation', { value: group.organisation })];
  if (group.population === 'service-worker') return [fault(line, 'population', 'serviceWorkersApart')];
  return [
    ...(organisation.populations.includes(group.population)
      ? []
      : [fault(line, 'population', 'notInOrganisation', { value: group.population })]),
    ...termFaults(line, group.term),
  ];
}

function termFaults(line: number, term: Term | undefined): readonly RowError[] {
  return term !== undefined && term.to <= term.from ? [fault(line, 'to', 'endsBeforeItBegins', { value: term.to })] : [];
}
