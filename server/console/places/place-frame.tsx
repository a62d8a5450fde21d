import type { ComponentChildren } from 'preact';
import { may } from '../../staff/roles';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { placeLinks } from './links';

type FrameProps = {
  readonly view: View;
  readonly title: string;
  readonly tab: 'organisations' | 'groups' | 'areas' | 'imports';
  readonly children: ComponentChildren;
};

/** The frame of every page about places: the way between the lists, and the page itself. */
export function PlaceFrame({ view, title, tab, children }: FrameProps) {
  const p = view.words('places');
  return (
    <Layout view={view} title={title} styles={['places.css']}>
      <nav class="tabs" aria-label={p('tabs.label')}>
        {tabsFor(view).map(({ key, href }) => (
          <a key={key} href={href} aria-current={key === tab ? 'page' : undefined}>
            {p(`tabs.${key}`)}
          </a>
        ))}
      </nav>
      <div class="stack">{children}</div>
    </Layout>
  );
}

function tabsFor({ member }: View) {
  const seesMap =
    member !== undefined && may(member, 'manage-places') && (member.scope.kind === 'everything' || member.scope.kind === 'area');
  return [
    { key: 'organisations', href: placeLinks.organisations() },
    { key: 'groups', href: placeLinks.groups() },
    ...(seesMap ? [{ key: 'areas', href: placeLinks.areas() }] : []),
    ...(member?.scope.kind === 'group' ? [] : [{ key: 'imports', href: placeLinks.imports() }]),
  ];
}

export type Crumb = { readonly name: string; readonly href: string };

/** From the widest place to the one above this page. */
export function Crumbs({ crumbs, label }: { readonly crumbs: readonly Crumb[]; readonly label: string }) {
  return (
    <nav class="path" aria-label={label}>
      <ol>
        {crumbs.map(({ name, href }) => (
          <li key={href}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
