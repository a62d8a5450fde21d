import type { ComponentChildren } from 'preact';
import { undoForMs } from '../../rosters/roster-deps';
import type { RosterImport } from '../../storage/collections/roster-imports';
import { PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { rosterLinks } from './links';
import type { Place } from './roster-place';

type StateProps = { readonly view: View; readonly place: Place; readonly row: RosterImport; readonly now: Date };

/** How far the making of codes is; the answer asks the browser to come again, so that no script is needed. */
export function ProgressPage({ view, place, row }: StateProps) {
  const r = view.words('roster-pages');
  const { done = 0, total = 0 } = row.progress ?? {};
  return (
    <Frame view={view} place={place} title={r('progress.title')} lead={r('progress.lead')}>
      <progress class="progress" value={done} max={Math.max(1, total)} aria-label={r('progress.title')} />
      <p>{r('progress.done', { done: view.format.number(done), total: view.format.number(total) })}</p>
    </Frame>
  );
}

/** A roster that was confirmed, taken back, or waits no more. */
export function ImportStatePage({ view, place, row, now }: StateProps) {
  const r = view.words('roster-pages');
  const state = row.state === 'confirmed' || row.state === 'undone' ? row.state : 'gone';
  const until = new Date((row.confirmedAt?.getTime() ?? 0) + undoForMs);
  return (
    <Frame view={view} place={place} title={r(`${state}.title`)} lead={r(`${state}.lead`)}>
      <p>{r('dry.counts', { ...row.counts })}</p>
      {state === 'confirmed' && until > now ? (
        <PostForm view={view} action={rosterLinks.undo(place.organisation._id, row._id)}>
          <p class="field-hint">{r('confirmed.undoLead', { at: view.format.moment(until) })}</p>
          <button type="submit" class="danger">
            {r('confirmed.undo')}
          </button>
        </PostForm>
      ) : null}
    </Frame>
  );
}

type FrameProps = Pick<StateProps, 'view' | 'place'> & {
  readonly title: string;
  readonly lead: string;
  readonly children: ComponentChildren;
};

function Frame({ view, place, title, lead, children }: FrameProps) {
  const r = view.words('roster-pages');
  return (
    <Layout view={view} title={title} styles={['places.css']}>
      <div class="stack narrow">
        <div>
          <p>
            <a href={rosterLinks.organisation(place.organisation._id, place.group?._id)}>{r('title', { name: place.organisation.name })}</a>
          </p>
          <h1>{title}</h1>
          <p class="lead">{lead}</p>
        </div>
        {children}
      </div>
    </Layout>
  );
}
