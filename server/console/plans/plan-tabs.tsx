import { may } from '../../staff/roles';
import type { PlanSummary } from '../figure-source';
import { links } from '../links';
import type { View } from '../view';
import { plansLinks } from './links';

type Props = { readonly view: View; readonly plan: PlanSummary };

/** The parts of one plan. */
export function PlanTabs({ view, plan }: Props) {
  const say = view.words('plans');
  const tabs = [
    { key: 'figures', href: links.plan(plan.id) },
    { key: 'overview', href: plansLinks.overview(plan.id) },
    { key: 'document', href: plansLinks.document(plan.id) },
    { key: 'tasks', href: plansLinks.tasks(plan.id) },
    ...(view.member !== undefined && may(view.member, 'write-reports') ? [{ key: 'letters', href: plansLinks.letters(plan.id) }] : []),
  ];
  const here = view.here.split('?')[0];
  return (
    <nav class="tabs plan-tabs" aria-label={say('tabs.label')}>
      {tabs.map(({ key, href }) => (
        <a key={key} href={href} {...(here === href ? { 'aria-current': 'page' as const } : {})}>
          {say(`tabs.${key}`)}
        </a>
      ))}
      {view.member !== undefined && may(view.member, 'manage-plans') ? <a href={plansLinks.drafts()}>{say('drafts.title')}</a> : null}
    </nav>
  );
}
