import type { Group } from '../../storage/collections/groups';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { peopleLinks } from './links';

type SlipsPageProps = {
  readonly view: View;
  readonly groups: readonly Group[];
  readonly next: string | undefined;
  readonly names: ReadonlyMap<string, string> /* of their organisations */;
};

/** The classes whose slips somebody may put in. */
export function SlipsPage({ view, groups, next, names }: SlipsPageProps) {
  const s = view.words('people');
  return (
    <Layout view={view} title={s('slips.title')}>
      <div class="stack narrow">
        <h1>{s('slips.title')}</h1>
        <p class="lead">{s('slips.lead')}</p>
        {groups.length === 0 ? <p class="notice">{s('slips.none')}</p> : null}
        {names.size === 0 ? null : (
          <ul class="plain">
            {[...names].map(([id, name]) => (
              <li key={id}>
                <a href={peopleLinks.printSlips(id)}>{s('slips.print.school', { name })}</a>
              </li>
            ))}
          </ul>
        )}
        <ul>
          {groups.map(({ _id, name, organisation }) => (
            <li key={_id}>
              <a href={peopleLinks.classSlips(_id)}>{name}</a> – {names.get(organisation) ?? organisation}
            </li>
          ))}
        </ul>
        {next === undefined ? null : (
          <p>
            <a href={peopleLinks.slips(next)}>{s('slips.next')}</a>
          </p>
        )}
      </div>
    </Layout>
  );
}
