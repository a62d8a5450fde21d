import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { Connection } from 'mongoose';
import { importAreas } from '../organisations/import-areas';
import { importDenominators } from '../organisations/import-denominators';
import { importGroups, importOrganisations } from '../organisations/import-organisations';
import type { ImportReport } from '../organisations/write-rows';
import { importPlan } from '../reach/plan';
import { type Province, provinceCode, type SyntheticOrganisation } from './province';

const mapFrom = '2025-07-01';
const countedOn = '2026-09-05';

/** The sample plan for the synthetic province, and beside it two closed plans for the provinces they were issued in. */
const plans = [
  { file: 'sample-2026-2030.yaml', area: provinceCode },
  { file: 'ben-tre-2021-2025.yaml', area: '86' }, // Bến Tre is part of Vĩnh Long since 2025-07-01
  { file: 'lam-dong-2021-2025.yaml', area: '68' },
];
const provincesOfPlans = [
  { code: '86', name: 'Tỉnh Vĩnh Long' },
  { code: '68', name: 'Tỉnh Lâm Đồng' },
];

/** Brings the province in the way an office would, through the same files and checks. Doing it again changes nothing. */
export async function importProvince(db: Connection, province: Province, contentDir: string, now: Date): Promise<void> {
  const organisations = province.organisations;
  assertClean(await importAreas(db, csv(areaRows(province))));
  assertClean(await importOrganisations(db, csv(organisations.map(organisationRow))));
  assertClean(await importGroups(db, csv(organisations.filter((one) => one.kind !== 'establishment-group').flatMap(groupRows))));
  assertClean(await importDenominators(db, csv(organisations.flatMap(denominatorRows))));
  for (const { file, area } of plans) {
    const imported = await importPlan(db, readFileSync(join(contentDir, 'plans', file), 'utf8'), { area, now });
    if ('faults' in imported) throw new Error(`${file}: ${imported.faults.join('; ')}`);
  }
}

type CsvRow = Readonly<Record<string, string | number>>;

function areaRows({ areas }: Province): readonly CsvRow[] {
  const row = (code: string, name: string, level: string, parent: string): CsvRow => ({
    code,
    name,
    level,
    parent,
    valid_from: mapFrom,
    valid_to: '',
  });
  return [
    row('VN', 'Việt Nam', 'country', ''),
    row(provinceCode, 'Tỉnh Mẫu', 'province', 'VN'),
    ...provincesOfPlans.map(({ code, name }) => row(code, name, 'province', 'VN')),
    ...areas.map(({ code, name }) => row(code, name, 'commune', provinceCode)),
  ];
}

function organisationRow({ id, name, kind, area, groups, establishments }: SyntheticOrganisation): CsvRow {
  const populations = [...new Set(groups.map((group) => group.population))].join(';');
  return { id, name, kind, area, populations, establishments: establishments ?? '' };
}

function groupRows({ id, groups }: SyntheticOrganisation): readonly CsvRow[] {
  return groups.map((group) => ({ id: group.id, organisation: id, name: group.name, population: group.population }));
}

function denominatorRows({ id, kind, groups }: SyntheticOrganisation): readonly CsvRow[] {
  const people = groups.reduce((sum, group) => sum + group.people, 0);
  const [first] = groups;
  if (first === undefined) return [];
  const by =
    kind === 'enterprise' ? 'Ban quản lý khu công nghiệp' : kind === 'establishment-group' ? 'Trạm y tế' : 'Sở Giáo dục và Đào tạo';
  return [
    {
      kind: 'organisation',
      node: id,
      population: first.population,
      people,
      as_of: countedOn,
      issuer: `${by} (mẫu)`,
      document: `Số liệu minh họa ${countedOn.slice(0, 4)}`,
      method: 'Danh sách đầu năm học hoặc bảng lương',
      approver: 'Dữ liệu minh họa',
    },
  ];
}

function csv(rows: readonly CsvRow[]): string {
  return stringify([...rows], { header: true });
}

function assertClean(report: ImportReport): void {
  const [first] = report.errors;
  if (first !== undefined) throw new Error(`line ${first.line}, ${first.column}: ${first.message} ${JSON.stringify(first.values)}`);
}
