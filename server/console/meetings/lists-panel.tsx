import { meetingLinks } from './links';
import type { MeetingPageProps } from './meeting-page-props';

/** Each class with a sheet: how far its ticks are, and who may do them. */
export function ListsPanel({ view, meeting, groups, lists, rows }: MeetingPageProps) {
  const s = view.words('meetings');
  if (groups.length === 0) return null;
  const byGroup = new Map(lists.map((list) => [list.group, list]));
  const number = view.format.number;
  return (
    <section class="panel" aria-labelledby="step-lists">
      <h2 id="step-lists">{s('lists.title')}</h2>
      <p>{s('lists.lead')}</p>
      <ul class="meeting-groups">
        {groups.map(({ _id, name }) => {
          const list = byGroup.get(_id);
          const total = rows.get(_id) ?? 0;
          const present = list?.present.length ?? 0;
          const key = list === undefined ? 'none' : list.complete ? 'complete' : 'begun';
          return (
            <li key={_id}>
              <p>
                <strong>{name}</strong>{' '}
                {total === 0
                  ? s('lists.noRows')
                  : s(`lists.${key}`, { present: number(present), total: number(total), absent: number(list?.absent.length ?? 0) })}
              </p>
              {total === 0 ? null : (
                <p class="row-actions">
                  <a class="button small" href={meetingLinks.list(meeting._id, _id)}>
                    {s('lists.tick', { name })}
                  </a>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
