import type { SignInEntry } from '../../staff/sign-in-list';
import { PostForm } from '../components/form';
import { ScrollBox } from '../components/scroll-box';
import type { View } from '../view';

type SignInTableProps = {
  readonly view: View;
  readonly entries: readonly SignInEntry[];
  readonly current?: string;
  readonly named?: boolean; // whose each is
  readonly endAt: (id: string) => string;
};

export function SignInTable({ view, entries, current, named = false, endAt }: SignInTableProps) {
  const { format } = view;
  const s = view.words('staff');
  return (
    <ScrollBox view={view}>
      <table>
        <caption>{s('signIns.caption')}</caption>
        <thead>
          <tr>
            {named ? <th scope="col">{s('list.name')}</th> : null}
            <th scope="col">{s('signIns.browser')}</th>
            <th scope="col">{s('signIns.since')}</th>
            <th scope="col">{s('signIns.lastSeen')}</th>
            <th scope="col">{s('signIns.end')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ id, name, browser, since, lastSeen }) => (
            <tr key={id}>
              {named ? <td>{name}</td> : null}
              <td>{browser === '' ? '–' : browser}</td>
              <td>{format.moment(since)}</td>
              <td>{lastSeen === undefined ? '–' : format.moment(lastSeen)}</td>
              <td>
                {id === current ? (
                  s('signIns.thisOne')
                ) : (
                  <PostForm view={view} action={endAt(id)} class="inline">
                    <button type="submit" class="button-plain small">
                      {s('signIns.endThis')}
                    </button>
                  </PostForm>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
