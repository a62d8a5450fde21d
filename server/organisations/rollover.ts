import { type Group, groupsWithin, type Term } from '../storage/collections/groups';
import type { Organisation } from '../storage/collections/organisations';
import type { PlaceRow } from '../storage/collections/place-imports';
import type { PlaceDeps } from './edit-places';
import { placeId } from './place-id';
import { nextSchoolYear } from './school-year';
import { searchable } from './searchable';
import { judge } from './staged/judge';

/** The classes of a school year that is over or nearly so, and those of the next as they follow from them. */
export type Rollover = { readonly from: Term; readonly to: Term; readonly rows: readonly PlaceRow[] };

/**
 * Last year's classes close, 10A1 becomes 11A1, the last grade goes, and the first has its classes again under the same names. Members
 * of a class are present until its year ends and join the new one with a new code, so nobody is carried over unseen.
 */
export async function proposeRollover(
  { db, bounds }: Pick<PlaceDeps, 'db' | 'bounds'>,
  organisation: Organisation,
  term: string,
): Promise<Rollover | undefined> {
  const all = await groupsWithin(db, bounds).find({ organisation: organisation._id });
  const classes = all.filter((group) => group.term?.name === term && group.closedOn === undefined).sort(byGrade);
  const from = classes[0]?.term;
  if (from === undefined) return undefined;

  const to = nextSchoolYear(from);
  const grades = classes.flatMap(({ name }) => gradeOf(name) ?? []);
  const [first, last] = [Math.min(...grades), Math.max(...grades)];
  const following = classes.flatMap((group) => {
    const grade = gradeOf(group.name);
    if (grade === undefined) return [nextYears(group, group.name, to)];
    const moved = grade < last ? [nextYears(group, group.name.replace(/\d+/, `${grade + 1}`), to)] : [];
    return grade === first ? [...moved, nextYears(group, group.name, to)] : moved;
  });
  const ended = classes.map((group): Group => ({ ...group, closedOn: from.to }));
  const changes = [...ended, ...following].map((after, index) => ({ line: index + 1, name: after.name, after, faults: [] }));
  return { from, to, rows: judge(changes, new Map(all.map((group) => [group._id, group]))) };
}

/** The school years of an organisation's open classes, oldest first. */
export async function openTerms({ db, bounds }: Pick<PlaceDeps, 'db' | 'bounds'>, organisation: string): Promise<readonly Term[]> {
  const groups = await groupsWithin(db, bounds).find({ organisation });
  const open = groups.flatMap(({ term, closedOn }) => (term !== undefined && closedOn === undefined ? [[term.name, term] as const] : []));
  return [...new Map(open).values()].sort((one, other) => one.from.localeCompare(other.from));
}

/** The grade that a class's name begins with: "10A1", "Lớp 10A1", "Khối 12". */
function gradeOf(name: string): number | undefined {
  const grade = /^\D{0,12}?(\d{1,2})(?!\d)/u.exec(name)?.[1];
  return grade === undefined ? undefined : Number(grade);
}

function byGrade(one: Group, other: Group): number {
  const grades = (gradeOf(one.name) ?? 99) - (gradeOf(other.name) ?? 99);
  return grades === 0 ? one.name.localeCompare(other.name, 'vi') : grades;
}

function nextYears({ organisation, area, population }: Group, name: string, term: Term): Group {
  return {
    _id: placeId(organisation, `${name}-${term.name}`),
    organisation,
    area,
    name,
    population,
    term,
    folded: searchable(name).folded,
  };
}
