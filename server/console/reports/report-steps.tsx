import { may } from '../../staff/roles';
import type { ReportRow } from '../../storage/collections/reports';
import { PostForm } from '../components/form';
import type { View } from '../view';
import { reportLinks } from './links';

type Props = { readonly view: View; readonly report: ReportRow };

/** The files, and the steps that are open in this state. */
export function ReportSteps({ view, report }: Props) {
  const say = view.words('reports');
  return (
    <section class="report-steps" aria-label={say('page.state')}>
      <p>
        {say('page.files')}: <a href={reportLinks.file(report._id, 'docx')}>{say('page.word')}</a> ·{' '}
        <a href={reportLinks.file(report._id, 'xlsx')}>{say('page.excel')}</a> ·{' '}
        <a href={reportLinks.file(report._id, 'pdf')}>{say('page.pdf')}</a>
      </p>
      {report.state === 'draft' ? <DraftSteps view={view} report={report} /> : null}
      {report.state === 'checked' ? <CheckedSteps view={view} report={report} /> : null}
      {report.state === 'frozen' ? (
        <p>
          <a href={reportLinks.begin(report.plan, report.period.id, report._id)}>{say('page.correct')}</a>
        </p>
      ) : null}
    </section>
  );
}

function DraftSteps({ view, report: { _id } }: Props) {
  const say = view.words('reports');
  return (
    <>
      <PostForm view={view} action={reportLinks.act(_id, 'refresh')}>
        <button class="quiet" type="submit">
          {say('page.refresh')}
        </button>
      </PostForm>
      <PostForm view={view} action={reportLinks.act(_id, 'check')}>
        <button type="submit">{say('page.check')}</button>
      </PostForm>
    </>
  );
}

function CheckedSteps({ view, report: { _id } }: Props) {
  const say = view.words('reports');
  const signs = view.member !== undefined && may(view.member, 'sign-reports');
  return (
    <>
      {signs ? (
        <PostForm view={view} action={reportLinks.act(_id, 'sign-off')}>
          <button type="submit">{say('page.signOff')}</button>
        </PostForm>
      ) : null}
      <PostForm view={view} action={reportLinks.act(_id, 'return')}>
        <label for="return-note">{say('page.returnNote')}</label>
        <input id="return-note" name="note" required maxLength={500} />
        <button class="quiet" type="submit">
          {say('page.return')}
        </button>
      </PostForm>
    </>
  );
}
