import { Layout } from '../components/layout';
import { QrCode } from '../components/qr-code';
import type { View } from '../view';
import { staffLinks } from './links';
import { CodeForm, type CodeNotice } from './second-step-page';

type SetUpPageProps = { readonly view: View; readonly secret: string; readonly address: string; readonly notice?: CodeNotice };

/** The app reads the QR code; whoever opens this page on the phone itself taps the link or types the key. */
export function SetUpPage({ view, secret, address, notice }: SetUpPageProps) {
  const s = view.words('staff');
  return (
    <Layout view={view} title={s('setUp.title')}>
      <div class="sign-in">
        <h1>{s('setUp.title')}</h1>
        <p class="lead">{s('setUp.lead')}</p>
        <ol class="steps">
          <li>{s('setUp.install')}</li>
          <li>
            {s('setUp.scan')}
            <QrCode text={address} label={s('setUp.qr')} />
            <p>
              <a href={address}>{s('setUp.onThisPhone')}</a>
            </p>
            <p>
              {s('setUp.key')} <code class="secret">{(secret.match(/.{4}/g) ?? []).join(' ')}</code>
            </p>
          </li>
          <li>{s('setUp.confirm')}</li>
        </ol>
        <CodeForm view={view} action={staffLinks.setUp()} label={s('setUp.code')} notice={notice} />
      </div>
    </Layout>
  );
}
