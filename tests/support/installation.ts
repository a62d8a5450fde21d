import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, checkConfig } from '../../server/config';
import { newSecrets } from '../../server/demonstration-secrets';
import { deriveKeys } from '../../server/keys';
import { openStorage } from '../../server/open-storage';
import { createRosterCodes } from '../../server/organisations/create-codes';
import { importAreas } from '../../server/organisations/import-areas';
import { importDenominators } from '../../server/organisations/import-denominators';
import { importGroups, importOrganisations } from '../../server/organisations/import-organisations';
import { importPlan } from '../../server/reach/plan';
import { createStaffMember } from '../../server/staff/create-staff-member';
import { makeReady } from './readiness';

export const officer = { name: 'Cán bộ thử', signInName: 'can.bo', password: 'mật khẩu đủ dài' } as const;

export type Installation = {
  readonly config: Config;
  readonly env: Readonly<Record<string, string>>;
  /** Unused single-use codes of one class of the upper secondary school. */
  readonly codes: readonly string[];
  readonly plan: string;
  readonly remove: () => void;
};

export type Size = { readonly pupils: number; readonly codes: number; readonly ready?: boolean /* false: learners are not let in yet */ };

const areas = `code,name,level,parent,valid_from,valid_to
T1,Tỉnh Thử,province,,2025-07-01,
T101,Phường Một,commune,T1,2025-07-01,
`;
const organisations = `id,name,kind,area,populations,establishments
thpt-1,Trường THPT Thử,upper-secondary-school,T101,upper-secondary,
nghe-1,Trường Trung cấp Thử,vocational-school,T101,vocational,
dh-1,Trường Đại học Thử,university,T101,higher-education,
`;
const groups = `id,organisation,name,population
thpt-1-10a,thpt-1,Lớp 10A,upper-secondary
`;
const denominators = (pupils: number) => `kind,node,population,people,as_of,issuer,document,method,approver
organisation,thpt-1,upper-secondary,${pupils},2026-09-05,Trường THPT Thử,01/DS,danh sách,Sở Giáo dục
organisation,nghe-1,vocational,20,2026-09-05,Trường Trung cấp Thử,02/DS,danh sách,Sở Giáo dục
organisation,dh-1,higher-education,40,2026-09-05,Trường Đại học Thử,03/DS,danh sách,Sở Giáo dục
`;

/** A real installation in a folder of its own: three schools, an officer and the sample plan, brought in as an office would. */
export async function makeInstallation({ pupils, codes: count, ready = true }: Size): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'hieu-luat-'));
  const { secretKey, serviceWorkerKey } = newSecrets();
  const env = {
    DATA_DIR: folder,
    SECRET_KEY: secretKey,
    SERVICE_WORKER_KEY: serviceWorkerKey,
    AGENCY_NAME: 'Sở Y tế Thử',
    AREA: 'T1',
    NEW_CHATS_PER_MINUTE: '100000', // every learner of a test has the same address
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const checked = checkConfig({ values: env }, [], newSecrets);
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));

  const { config } = checked;
  const keys = deriveKeys(secretKey, serviceWorkerKey);
  const now = new Date();
  const storage = await openStorage(config, keys, now);
  const { db } = storage;
  const reports = [await importAreas(db, areas), await importOrganisations(db, organisations), await importGroups(db, groups)];
  reports.push(await importDenominators(db, denominators(pupils)));
  expect(reports.flatMap(({ errors }) => errors)).toEqual([]);
  const codes = (await createRosterCodes(db, keys, { group: 'thpt-1-10a', count, expires: new Date(now.getTime() + 1e10), now })) ?? [];
  const imported = await importPlan(db, readFileSync(join(config.contentDir, 'plans/sample-2026-2030.yaml'), 'utf8'), { area: 'T1', now });
  if (ready) await makeReady(db, now);
  await createStaffMember(db, { ...officer, role: 'officer', scope: { kind: 'everything' } }, now);
  await storage.close();
  return { config, env, codes, plan: 'id' in imported ? imported.id : '', remove: () => rmSync(folder, { recursive: true }) };
}
