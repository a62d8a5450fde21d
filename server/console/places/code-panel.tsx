import { printJoinCode } from '../../../bot/dialogue/join-code-text';
import type { GroupCode } from '../../organisations/group-codes';
import { dayOf } from '../../reach/period';
import type { Group } from '../../storage/collections/groups';
import { type Faults, Field, PostForm } from '../components/form';
import { QrCode } from '../components/qr-code';
import type { View } from '../view';
import { placeLinks } from './links';

export type CodePanelProps = {
  readonly view: View;
  readonly group: Group;
  readonly codes: readonly GroupCode[];
  readonly link?: string | undefined; // of the open code
  readonly messenger?: string | undefined;
  readonly message?: string | undefined; // to paste into a Zalo group
  readonly faults: Faults;
  readonly today: string;
  readonly lastDay: string; // proposed for a new code
};

/** The group's code in every form it is given out in, and how it is renewed or ended. */
export function CodePanel(props: CodePanelProps) {
  const { view, group, codes } = props;
  const p = view.words('places');
  const open = codes.find((code) => code.open);
  const earlier = codes.filter((code) => code !== open);
  return (
    <section aria-labelledby="code" class="panel">
      <h2 id="code">{p('code.title')}</h2>
      {open === undefined ? (
        <>
          <p>
            <strong>{p('code.none')}</strong>
          </p>
          <p>{p('code.noneHint')}</p>
        </>
      ) : (
        <OpenCode {...props} open={open} />
      )}
      {group.closedOn === undefined ? <Renew {...props} open={open} /> : null}
      {earlier.length === 0 ? null : <Earlier view={view} codes={earlier} />}
    </section>
  );
}

function OpenCode({ view, group, open, link, messenger, message }: CodePanelProps & { readonly open: GroupCode }) {
  const p = view.words('places');
  const until = view.format.day(dayOf(new Date(open.expiresAt.getTime() - 1)));
  if (open.code === undefined || link === undefined) return <p>{p('code.unknown')}</p>;
  return (
    <>
      <div class="code-panel">
        <div>
          <p>{p('code.lead')}</p>
          <p class="join-code">{printJoinCode(open.code)}</p>
          <p class="soft">
            {p('code.until', { day: until })} · {p('code.uses', { count: open.uses })}
          </p>
          <dl class="place-facts">
            <dt>{p('code.link')}</dt>
            <dd>{link}</dd>
            {messenger === undefined ? null : (
              <>
                <dt>{p('code.messenger')}</dt>
                <dd>{messenger}</dd>
              </>
            )}
          </dl>
        </div>
        <QrCode text={link} label={p('code.qr', { link })} />
      </div>
      <p class="downloads">
        <a class="button" href={placeLinks.print(group._id, 'sheet.pdf')}>
          {p('code.sheet')}
        </a>
        <a class="button button-plain" href={placeLinks.print(group._id, 'poster.pdf')}>
          {p('code.poster')}
        </a>
      </p>
      <h3>{p('code.message')}</h3>
      <p class="message" lang="vi">
        {message}
      </p>
      <p>
        <a href={placeLinks.print(group._id, 'message.txt')}>{p('code.messageFile')}</a>
      </p>
    </>
  );
}

function Renew({ view, group, open, today, lastDay, faults }: CodePanelProps & { readonly open: GroupCode | undefined }) {
  const p = view.words('places');
  const form = (
    <PostForm view={view} action={placeLinks.code(group._id)}>
      <Field name="codeLastDay" label={p('code.lastDay')} faults={faults}>
        {(described) => <input {...described} type="date" min={today} value={lastDay} required />}
      </Field>
      <button type="submit">{p(open === undefined ? 'code.issue' : 'code.renew')}</button>
    </PostForm>
  );
  if (open === undefined) return form;
  return (
    <>
      <details class="fold">
        <summary>{p('code.renew')}</summary>
        <p class="field-hint">{p('code.renewLead')}</p>
        {form}
      </details>
      <details class="fold">
        <summary>{p('code.withdraw')}</summary>
        <p class="field-hint">{p('code.withdrawLead')}</p>
        <PostForm view={view} action={placeLinks.withdrawCode(group._id, open.id)}>
          <button type="submit" class="danger">
            {p('code.withdraw')}
          </button>
        </PostForm>
      </details>
    </>
  );
}

function Earlier({ view, codes }: { readonly view: View; readonly codes: readonly GroupCode[] }) {
  const p = view.words('places');
  return (
    <details class="fold">
      <summary>{p('code.earlier')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{p('code.tail')}</th>
            <th scope="col">{p('code.made')}</th>
            <th scope="col">{p('code.state')}</th>
            <th scope="col" class="figure">
              {p('code.usesHead')}
            </th>
          </tr>
        </thead>
        <tbody>
          {codes.map((code) => (
            <tr key={code.id}>
              <th scope="row">…{code.tail}</th>
              <td>{view.format.day(dayOf(code.createdAt))}</td>
              <td>{p(code.withdrawnAt === undefined ? (code.open ? 'code.open' : 'code.expired') : 'code.withdrawn')}</td>
              <td class="figure">{view.format.number(code.uses)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
