import type { CalendarEntry } from '../../plans/calendar';
import { AgencyName } from './agency-name';
import type { DocumentPageProps } from './document-props';
import { plansLinks } from './links';

type Props = Pick<DocumentPageProps, 'view' | 'plan' | 'issued' | 'agencies' | 'calendar'>;

/** Who reports to whom by when in one year, with what cannot work. */
export function CalendarPart(props: Props) {
  const { view, calendar } = props;
  const say = view.words('plans');
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">{say('calendar.title', { year: calendar.year })}</h2>
      <Years {...props} />
      <Conflicts {...props} />
      {calendar.entries.length === 0 ? <p>{say('calendar.none')}</p> : <Entries {...props} />}
    </section>
  );
}

function Years({ view, plan, calendar: { year, years } }: Props) {
  if (years.length < 2) return null;
  return (
    <nav class="tabs" aria-label={view.words('plans')('calendar.year')}>
      {years.map((one) => (
        <a
          key={one}
          href={`${plansLinks.document(plan.id, { year: String(one) })}#calendar`}
          {...(one === year ? { 'aria-current': 'true' as const } : {})}
        >
          {one}
        </a>
      ))}
    </nav>
  );
}

function Conflicts({ view, calendar: { conflicts } }: Props) {
  const { format } = view;
  const say = view.words('plans');
  return (
    <>
      {conflicts.map(({ type, upper, lower, cutOff }) => (
        <p key={`${type} ${lower.plan} ${lower.by} ${upper.plan} ${upper.by}`} class="notice notice-bad">
          {say('calendar.conflict', {
            type: say(`reportType.${type}`),
            lower: lower.by,
            lowerDay: format.day(lower.late ?? ''),
            lowerPlan: lower.number,
            upper: upper.by,
            upperDay: format.day(upper.late ?? ''),
            upperPlan: upper.number,
            cutOff: format.day(cutOff),
          })}
        </p>
      ))}
    </>
  );
}

function Entries({ view, issued, agencies, calendar }: Props) {
  const { format } = view;
  const say = view.words('plans');
  const names = (list: readonly string[]) =>
    list.map((name) => (
      <div key={name}>
        <AgencyName view={view} name={name} today={agencies(name, issued)} />
      </div>
    ));
  const deadline = ({ late }: CalendarEntry) =>
    late === undefined ? say('calendar.noDay') : say('calendar.before', { day: format.day(late) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reached by keyboard
    <section class="scroll" aria-label={view.t('table.scroll')} tabIndex={0}>
      <table class="plan-table">
        <thead>
          <tr>
            {['report', 'by', 'to', 'deadline', 'cutOff', 'line'].map((head) => (
              <th key={head} scope="col">
                {say(`calendar.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calendar.entries.map((entry) => (
            <tr key={`${entry.type} ${entry.by} ${entry.before ?? ''}`}>
              <th scope="row">{say(`reportType.${entry.type}`)}</th>
              <td>{names([entry.by])}</td>
              <td>{names(entry.to)}</td>
              <td>{deadline(entry)}</td>
              <td>{cutOffOf(entry)}</td>
              <td>{entry.line ?? view.t('card.unknown')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

  function cutOffOf({ type, late }: CalendarEntry): string {
    const due = calendar.due.get(type);
    return late === undefined || due === undefined ? view.t('card.unknown') : format.day(due.cutOff);
  }
}
