import type { ComponentChildren } from 'preact';
import { may } from '../../staff/roles';
import { DoneNotice } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { returnLinks } from './links';

type FrameProps = {
  readonly view: View;
  readonly title: string;
  readonly lead?: string;
  readonly part: 'returns' | 'outputs' | 'entered';
  readonly done?: string | undefined;
  readonly children: ComponentChildren;
};

/** What units, offices and agencies say, under one roof: the parts beside the figures that are counted. */
export function ReturnsFrame({ view, title, lead, part, done, children }: FrameProps) {
  const r = view.words('returns');
  const tabs = [
    { key: 'returns', href: returnLinks.all(), shown: true },
    { key: 'outputs', href: returnLinks.outputs(), shown: true },
    { key: 'entered', href: returnLinks.entered(), shown: view.member !== undefined && may(view.member, 'enter-denominators') },
  ];
  return (
    <Layout view={view} title={title} styles={['denominators.css']}>
      <nav class="tabs" aria-label={r('parts')}>
        {tabs.map(({ key, href, shown }) =>
          shown ? (
            <a key={key} href={href} aria-current={key === part ? 'page' : undefined}>
              {r(`part.${key}`)}
            </a>
          ) : null,
        )}
      </nav>
      <h1>{title.charAt(0).toLocaleUpperCase('vi') + title.slice(1)}</h1>
      {lead === undefined ? null : <p class="lead">{lead}</p>}
      <DoneNotice text={done} />
      {children}
    </Layout>
  );
}

type TableProps = {
  readonly label: string;
  readonly heads: readonly { readonly text: string; readonly figure?: boolean }[];
  readonly children: ComponentChildren;
};

export function WideTable({ label, heads, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section class="scroll" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map(({ text, figure }) => (
              <th key={text} scope="col" class={figure ? 'figure' : undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
