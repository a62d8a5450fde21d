import { draftFile } from '../../plans/drafts';
import type { PlanDraft } from '../../storage/collections/plan-drafts';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { ImportedPlan } from './imported-plan';
import { plansLinks } from './links';

type Props = {
  readonly view: View;
  readonly drafts: readonly PlanDraft[];
  readonly names: ReadonlyMap<string, string>;
  readonly done: boolean;
  readonly beingCounted: ReadonlySet<string>; // plan versions
};

/** Plans on their way into the product. */
export function DraftsPage({ view, drafts, names, done, beingCounted }: Props) {
  const say = view.words('plans');
  return (
    <Layout view={view} title={say('drafts.title')} styles={['plans.css']}>
      <h1>{say('drafts.title')}</h1>
      <p class="lead">{say('drafts.lead')}</p>
      <DoneNotice text={done ? say('drafts.discarded') : undefined} />
      <p>
        <a class="button" href={plansLinks.newDraft()}>
          {say('drafts.new')}
        </a>
      </p>
      {drafts.length === 0 ? <p>{say('drafts.none')}</p> : null}
      <ul class="task-list">
        {drafts.map((draft) => (
          <li key={draft._id} class="panel">
            <a href={plansLinks.draft(draft._id)}>{draftFile(draft).title_vi ?? draftFile(draft).number}</a>
            <p>
              <span class="tag">{say(`drafts.state.${draft.state}`)}</span>{' '}
              <span class="soft">
                {draft.writers.map((id) => names.get(id) ?? view.t('card.unknown')).join(', ')}, {view.format.moment(draft.changedAt)}
              </span>
            </p>
            <ImportedPlan view={view} version={draft.imported} beingCounted={beingCounted} />
          </li>
        ))}
      </ul>
    </Layout>
  );
}
