import { createFormat } from '../../../server/console/format';
import { loadTexts } from '../../../server/i18n';
import { createLedger } from '../../../server/reach/ledger';
import type { Issuer } from '../../../server/reports/compose';
import { findPeriod } from '../../../server/reports/report-period';
import { type ReportSnapshot, takeSnapshot } from '../../../server/reports/snapshot';
import type { Words } from '../../../server/reports/words';
import type { TestDatabase } from '../../support/database';
import { sampleFigures, samplePlans } from '../console/sample-figures';

const texts = loadTexts();
export const official: Words = { say: texts('vi', 'reports'), format: createFormat('vi') };

export const issuer: Issuer = {
  parentBody: 'UBND tỉnh Mẫu',
  name: 'Sở Y tế',
  symbol: '/BC-SYT',
  locality: 'Đà Lạt',
  recipients: ['UBND tỉnh (báo cáo);', 'Lưu: VT.'],
  signer: { authority: 'KT. Giám đốc', position: 'Phó Giám đốc', name: 'Nguyễn Văn Mẫu' },
};

export const takenAt = new Date('2026-11-22T03:00:00Z');

export async function sampleSnapshot({ db }: TestDatabase, figures = sampleFigures()): Promise<ReportSnapshot> {
  const [plan] = samplePlans;
  const period = plan && findPeriod(plan, '2026-H1');
  if (plan === undefined || period === undefined) throw new Error('the sample plan has no first half');
  const now = () => takenAt;
  return takeSnapshot({ db, figures, ledger: createLedger(db, { now }), now }, { plan, period });
}
