import type { Role } from '../../staff/roles';
import { PostForm } from '../components/form';
import { Layout } from '../components/layout';
import type { View } from '../view';
import { staffLinks } from './links';

type HandOverPageProps = {
  readonly view: View;
  readonly to: { readonly id: string; readonly name: string; readonly role: Role; readonly place?: string };
  readonly kind: 'invitation' | 'password';
  readonly address: string | undefined; // only on the first look
};

/** A one-time link, shown once: whoever made it hands it over in a way of their own. */
export function HandOverPage({ view, to, kind, address }: HandOverPageProps) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s(`handOver.${kind}`)} styles={['staff.css']}>
      <div class="stack narrow">
        <div>
          <h1>{s(`handOver.${kind}`)}</h1>
          <p class="lead">{s('handOver.to', { name: to.name, role: s(`role.${to.role}`), place: to.place ?? s('scope.everything') })}</p>
        </div>
        <div class="panel stack">
          {address === undefined ? (
            <p>{s('handOver.shown')}</p>
          ) : (
            <>
              <p>{s(`handOver.${kind}Lead`)}</p>
              <code class="handover">{address}</code>
            </>
          )}
        </div>
        <div class="row-actions">
          <a class="button" href={kind === 'invitation' ? staffLinks.list() : staffLinks.member(to.id)}>
            {s('handOver.done')}
          </a>
          {kind === 'invitation' ? (
            <PostForm view={view} action={staffLinks.withdraw(to.id)} class="inline">
              <button type="submit" class="danger">
                {s('handOver.withdraw')}
              </button>
            </PostForm>
          ) : null}
        </div>
      </div>
    </Layout>
  );
}
