import { stringify } from 'csv-stringify/sync';
import type { Figure } from '../reach/figure';
import type { PlanSummary } from './figure-source';
import { guardFormula } from './formula-guard';
import { knownDenominator } from './known-denominator';
import { resultOf } from './result';
import type { View } from './view';

type Cell = string | number;
type Column = { readonly head: string; readonly cell: (row: Figure) => Cell | undefined };

/** The rows of the screen in their order, the filters on every row, numbers as numbers. UTF-8 with BOM. */
export function exportCsv(view: View, plan: PlanSummary, by: 'area' | 'organisation', rows: readonly Figure[]): string {
  const inPeriod = rows.some(({ change }) => change !== undefined);
  const columns = [
    ...figureColumns(view, by),
    ...(inPeriod ? changeColumns(view) : []),
    ...(rows.some(({ beside }) => beside?.B !== undefined) ? everColumns(view) : []),
    ...resultColumns(view),
    ...frameColumns(view, plan),
  ];
  const cells = rows.map((row) => columns.map(({ cell }) => guardFormula(cell(row))));
  return stringify([columns.map(({ head }) => head), ...cells], { bom: true, record_delimiter: 'windows' });
}

function figureColumns(view: View, by: 'area' | 'organisation'): readonly Column[] {
  const { t } = view;
  return [
    { head: t(by === 'area' ? 'table.area' : 'table.organisation'), cell: (row) => row.node.name },
    { head: t('export.code'), cell: (row) => row.node.id },
    { head: t('export.shareUnit'), cell: (row) => tenths(row.verdict?.tenthsOfPercent) },
    { head: t('table.low'), cell: (row) => row.low },
    { head: t('table.denominator'), cell: knownDenominator },
    { head: t('table.high'), cell: (row) => row.high },
    { head: t('table.attendances'), cell: (row) => row.attendances },
    { head: t('table.understood'), cell: (row) => row.understood },
  ];
}

function changeColumns({ t }: View): readonly Column[] {
  return [
    { head: t('table.change'), cell: (row) => row.change?.low },
    { head: t('table.attendancesInPeriod'), cell: (row) => row.change?.attendances },
    { head: t('export.since'), cell: (row) => row.change?.from },
  ];
}

function everColumns({ t }: View): readonly Column[] {
  return [
    { head: t('table.everReached'), cell: (row) => row.beside?.B?.low },
    { head: t('table.everShare'), cell: (row) => tenths(row.beside?.B?.tenthsOfPercent) },
    { head: t('export.everEnrolled'), cell: (row) => everEnrolled(row) },
  ];
}

function everEnrolled({ beside }: Figure): number | undefined {
  return beside?.B?.denominator.status === 'complete' ? beside.B.denominator.people : undefined;
}

function resultColumns(view: View): readonly Column[] {
  const { t } = view;
  return [
    { head: t('export.missing'), cell: (row) => (row.verdict ?? row.countVerdict)?.missing },
    { head: t('table.verdict'), cell: (row) => resultOf(view, row).words },
  ];
}

function frameColumns({ t, format, demo }: View, plan: PlanSummary): readonly Column[] {
  return [
    { head: t('export.plan'), cell: () => plan.number },
    { head: t('export.indicator'), cell: (row) => row.indicator.id },
    { head: t('export.term'), cell: (row) => row.indicator.term },
    { head: t('export.target'), cell: (row) => row.indicator.target.written },
    { head: t('export.from'), cell: (row) => row.from },
    { head: t('export.cutOff'), cell: (row) => row.cutOff },
    { head: t('export.reading'), cell: (row) => row.reading },
    { head: t('export.updatedAt'), cell: (row) => (row.updatedAt === undefined ? undefined : format.moment(row.updatedAt)) },
    { head: t('export.held'), cell: (row) => row.held },
    { head: t('export.mark'), cell: () => (demo ? t('export.demo') : undefined) },
  ];
}

function tenths(value: number | undefined): string | undefined {
  return value === undefined ? undefined : (value / 10).toFixed(1);
}
