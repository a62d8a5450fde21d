import { Layout } from '../components/layout';
import { homeOf } from '../home/home-of';
import type { View } from '../view';
import { staffLinks } from './links';

/** Told once. Loaded again there is nothing left to show, and new ones can be made. */
export function RecoveryCodesPage({ view, codes }: { readonly view: View; readonly codes: readonly string[] }) {
  const s = view.words('staff');
  const onwards = view.member === undefined ? staffLinks.account() : homeOf(view.member);
  return (
    <Layout view={view} title={s('recovery.title')} styles={['staff.css']}>
      <div class="stack narrow">
        <div>
          <h1>{s('recovery.title')}</h1>
          <p class="lead">{s(codes.length === 0 ? 'recovery.gone' : 'recovery.lead')}</p>
        </div>
        {codes.length === 0 ? null : (
          <ol class="panel recovery-codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
        )}
        <p>
          <a class="button" href={codes.length === 0 ? staffLinks.account() : onwards}>
            {s(codes.length === 0 ? 'recovery.toAccount' : 'recovery.kept')}
          </a>
        </p>
      </div>
    </Layout>
  );
}
