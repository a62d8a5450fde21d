import type { AreaVisit } from '../../organisations/area-map';
import type { RowError } from '../../organisations/csv-rows';
import type { ImportReport } from '../../organisations/write-rows';
import type { Area } from '../../storage/collections/areas';
import type { View } from '../view';
import { placeLinks } from './links';
import { Crumbs, PlaceFrame } from './place-frame';
import { Empty } from './place-list';

export const areaFiles = ['areas', 'successors'] as const;
export type AreaFile = (typeof areaFiles)[number];
export type AreaReport = { readonly file: AreaFile; readonly report?: ImportReport; readonly notText?: boolean };

type AreasProps = {
  readonly view: View;
  readonly tops: readonly Area[];
  readonly mayImport: boolean;
  readonly report?: AreaReport;
};

/** The map from where somebody's scope begins, and its files. */
export function AreasPage({ view, tops, mayImport, report }: AreasProps) {
  const p = view.words('places');
  return (
    <PlaceFrame view={view} title={p('areas.title')} tab="areas">
      <div>
        <h1>{p('areas.title')}</h1>
        <p class="lead">{p('areas.lead')}</p>
      </div>
      <AreaTable view={view} areas={tops} caption={p('areas.caption')} />
      {mayImport ? (
        <section aria-labelledby="map-import" class="panel">
          <h2 id="map-import">{p('areas.import')}</h2>
          <p>{p('areas.importLead')}</p>
          {report === undefined ? null : <Report view={view} {...report} />}
          {areaFiles.map((file) => (
            <AreaFileForm key={file} view={view} file={file} />
          ))}
        </section>
      ) : null}
    </PlaceFrame>
  );
}

function AreaFileForm({ view, file }: { readonly view: View; readonly file: AreaFile }) {
  const p = view.words('places');
  return (
    <form method="post" action={placeLinks.importAreas()} enctype="multipart/form-data" class="form">
      <input type="hidden" name="csrf" value={view.csrfToken} />
      <input type="hidden" name="kind" value={file} />
      <label for={`map-${file}`}>{p(`areas.${file}File`)}</label>
      <p class="field-hint" id={`map-${file}-hint`}>
        {p(`areas.${file}Hint`)}
      </p>
      <input id={`map-${file}`} name="file" type="file" accept=".csv,text/csv" required aria-describedby={`map-${file}-hint`} />
      <div class="row-actions">
        <button type="submit" name="write" value="no">
          {p('areas.try')}
        </button>
        <button type="submit" name="write" value="yes" class="danger">
          {p('areas.write')}
        </button>
      </div>
    </form>
  );
}

const mostFaults = 50;

function Report({ view, report, notText = false }: AreaReport & { readonly view: View }) {
  const p = view.words('places');
  if (notText || report === undefined) {
    return (
      <p class="notice notice-bad" role="alert">
        {p('areas.notText')}
      </p>
    );
  }
  if (report.errors.length === 0) {
    const { rows, added, changed, unchanged } = report;
    return (
      <p class="notice" role="status">
        {p(report.dryRun ? 'areas.tried' : 'areas.written', { rows, added, changed, unchanged })}
      </p>
    );
  }
  const more = report.errors.length - mostFaults;
  return (
    <div class="notice notice-bad" role="alert">
      <p>{p('areas.refused', { count: report.errors.length })}</p>
      <ul>
        {report.errors.slice(0, mostFaults).map((error) => (
          <li key={`${error.line} ${error.column} ${error.message}`}>{faultText(view, error)}</li>
        ))}
      </ul>
      {more > 0 ? <p>{p('areas.more', { count: more })}</p> : null}
    </div>
  );
}

function faultText(view: View, { line, column, message, values }: RowError): string {
  const say = view.words('imports');
  return say('line', { line, column, message: say(message, values) });
}

/** One unit: where it lies, what it was and what became of it, and what lies in it. */
export function AreaPage({ view, visit }: { readonly view: View; readonly visit: AreaVisit }) {
  const p = view.words('places');
  const { area, path, children, successors, predecessors } = visit;
  return (
    <PlaceFrame view={view} title={area.name} tab="areas">
      <div>
        <Crumbs
          label={p('areas.title')}
          crumbs={[
            { name: p('areas.title'), href: placeLinks.areas() },
            ...path.map(({ _id, name }) => ({ name, href: placeLinks.area(_id) })),
          ]}
        />
        <h1>{area.name}</h1>
      </div>
      <dl class="place-facts">
        <dt>{p('areas.code')}</dt>
        <dd>
          <code>{area.code ?? area._id}</code>
        </dd>
        <dt>{p('areas.level')}</dt>
        <dd>{p(`areas.levels.${area.level}`)}</dd>
        <dt>{p('areas.validFrom')}</dt>
        <dd>{view.format.day(area.validFrom)}</dd>
        {area.validTo === undefined ? null : (
          <>
            <dt>{p('areas.validTo')}</dt>
            <dd>{view.format.day(area.validTo)}</dd>
          </>
        )}
        <Linked label={p('areas.successors')} areas={successors} />
        <Linked label={p('areas.predecessors')} areas={predecessors} />
      </dl>
      <p>
        <a class="button button-plain" href={placeLinks.organisations({ area: area._id })}>
          {p('areas.organisations')}
        </a>
      </p>
      <section aria-labelledby="children">
        <h2 id="children">{p('areas.children')}</h2>
        {children.length === 0 ? (
          <Empty text={p('areas.noChildren')} />
        ) : (
          <AreaTable view={view} areas={children} caption={p('areas.caption')} />
        )}
      </section>
    </PlaceFrame>
  );
}

function Linked({ label, areas }: { readonly label: string; readonly areas: readonly Area[] }) {
  if (areas.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {areas.map(({ _id, name }, index) => (
          <>
            {index === 0 ? '' : ', '}
            <a href={placeLinks.area(_id)}>{name}</a>
          </>
        ))}
      </dd>
    </>
  );
}

function AreaTable({ view, areas, caption }: { readonly view: View; readonly areas: readonly Area[]; readonly caption: string }) {
  const p = view.words('places');
  return (
    <table class="places">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{p('areas.name')}</th>
          <th scope="col">{p('areas.code')}</th>
          <th scope="col">{p('areas.level')}</th>
          <th scope="col">{p('areas.validTo')}</th>
        </tr>
      </thead>
      <tbody>
        {areas.map(({ _id, name, code, level, validTo }) => (
          <tr key={_id}>
            <th scope="row">
              <a href={placeLinks.area(_id)}>{name}</a>
            </th>
            <td data-head={p('areas.code')}>{code ?? _id}</td>
            <td data-head={p('areas.level')}>{p(`areas.levels.${level}`)}</td>
            <td data-head={p('areas.validTo')}>{validTo === undefined ? '–' : view.format.day(validTo)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
