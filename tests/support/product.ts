import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConfig } from '../../server/config';
import { newSecrets } from '../../server/demonstration-secrets';
import { createLogger } from '../../server/observability/logger';
import { createRosterCodes } from '../../server/organisations/create-codes';
import { importAreas } from '../../server/organisations/import-areas';
import { importDenominators } from '../../server/organisations/import-denominators';
import { importGroups, importOrganisations } from '../../server/organisations/import-organisations';
import { importPlan } from '../../server/reach/plan';
import { createOfficer } from '../../server/staff/create-officer';
import { type Running, start } from '../../server/start';

export const officer = { name: 'Cán bộ thử', signInName: 'can.bo', password: 'mật khẩu đủ dài' } as const;

export type Product = {
  readonly running: Running;
  readonly address: string;
  /** Unused single-use codes of one class of the upper secondary school. */
  readonly codes: readonly string[];
  readonly plan: string;
  readonly advance: (ms: number) => void;
  readonly close: () => Promise<void>;
};

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
const denominators = `kind,node,population,people,as_of,issuer,document,method,approver
organisation,thpt-1,upper-secondary,40,2026-09-05,Trường THPT Thử,01/DS,danh sách,Sở Giáo dục
organisation,nghe-1,vocational,20,2026-09-05,Trường Trung cấp Thử,02/DS,danh sách,Sở Giáo dục
organisation,dh-1,higher-education,40,2026-09-05,Trường Đại học Thử,03/DS,danh sách,Sở Giáo dục
`;

/**
 * A real installation with three schools of 100 people in all, an officer and the sample plan, started by the product's own function
 * on a folder of its own. Its clock is real time plus what `advance` adds, so that nobody has to wait for a reader.
 */
export async function startProduct(): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'hieu-luat-'));
  const { secretKey, serviceWorkerKey } = newSecrets();
  const values = {
    DATA_DIR: folder,
    SECRET_KEY: secretKey,
    SERVICE_WORKER_KEY: serviceWorkerKey,
    AGENCY_NAME: 'Sở Y tế Thử',
    AREA: 'T1',
    PORT: '0',
    LOG_LEVEL: 'silent',
  };
  const checked = checkConfig({ values }, [], newSecrets);
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));

  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  let codes: readonly string[] = [];
  let plan = '';
  const running = await start(checked.config, {
    now,
    logger: createLogger('silent'),
    prepare: async ({ storage: { db }, keys }) => {
      for (const report of [
        await importAreas(db, areas),
        await importOrganisations(db, organisations),
        await importGroups(db, groups),
        await importDenominators(db, denominators),
      ]) {
        expect(report.errors).toEqual([]);
      }
      codes =
        (await createRosterCodes(db, keys, { group: 'thpt-1-10a', count: 20, expires: new Date(Date.now() + 1e10), now: now() })) ?? [];
      const imported = await importPlan(db, readFileSync(join(checked.config.contentDir, 'plans/sample-2026-2030.yaml'), 'utf8'), {
        area: 'T1',
        now: now(),
      });
      plan = 'id' in imported ? imported.id : '';
      await createOfficer(db, officer, now());
    },
  });
  return {
    running,
    address: running.address,
    codes,
    plan,
    advance: (ms) => {
      ahead += ms;
    },
    close: async () => {
      await running.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
