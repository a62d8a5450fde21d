import { printJoinCode } from '../../../bot/dialogue/join-code-text';
import { showsForMs } from '../../meetings/check-in-codes';
import type { Meeting } from '../../storage/collections/meetings';
import { PostForm } from '../components/form';
import { Layout } from '../components/layout';
import { QrCode } from '../components/qr-code';
import type { View } from '../view';
import { meetingLinks } from './links';

type Shown = { readonly code: string; readonly link: string };
type Props = { readonly view: View; readonly meeting: Meeting; readonly shown?: Shown | undefined; readonly page: string };

/** For the projector: a code as large as the wall allows, another every half minute. */
export function ScreenPage({ view, meeting, shown, page }: Props) {
  const s = view.words('meetings');
  return (
    <Layout view={view} title={s('screen.title')} styles={['meetings.css']} script="meeting-screen.js">
      {shown === undefined ? (
        <div class="stack narrow">
          <h1>{s('screen.title')}</h1>
          <p class="lead">{s('screen.lead')}</p>
          <PostForm view={view} action={meetingLinks.screen(meeting._id)}>
            <button type="submit">{s('screen.open')}</button>
          </PostForm>
        </div>
      ) : (
        <div class="screen" data-screen={meetingLinks.screenCode(meeting._id)}>
          <h1>{s('screen.now')}</h1>
          <div data-part>
            <ScreenCode view={view} shown={shown} page={page} />
          </div>
          <p>{s('screen.how')}</p>
          <noscript>
            <p>
              <a href={meetingLinks.screen(meeting._id)}>{s('screen.reload', { seconds: view.format.number(showsForMs / 1000) })}</a>
            </p>
          </noscript>
        </div>
      )}
    </Layout>
  );
}

export function ScreenCode({ view, shown, page }: { readonly view: View; readonly shown: Shown; readonly page: string }) {
  const s = view.words('meetings');
  return (
    <div class="screen-code">
      <p class="screen-text" lang="zxx">
        {printJoinCode(shown.code)}
      </p>
      <QrCode text={shown.link} label={s('screen.qr')} />
      <p class="screen-page">{page}</p>
    </div>
  );
}
