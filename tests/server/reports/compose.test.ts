import { judge } from '../../../server/reach/judge';
import { editedBlocks, reportBlocks, reportDocument } from '../../../server/reports/compose';
import type { Block } from '../../../server/reports/document';
import type { ReportSnapshot } from '../../../server/reports/snapshot';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { issuer, official, sampleSnapshot } from './sample-snapshot';

let database: TestDatabase;
let snapshot: ReportSnapshot;

beforeAll(async () => {
  database = await openTestDatabase();
  snapshot = await sampleSnapshot(database);
});
afterAll(() => database.close());

function textOf(id: string, from: ReportSnapshot = snapshot): string {
  const block = reportBlocks(from, issuer, official).find((one) => one.id === id)?.block;
  return block === undefined || block.kind === 'table' ? '' : block.text;
}

describe('the words of a report', () => {
  test('say the figures of the screen', () => {
    const { total } = snapshot.indicators.find(({ total: { indicator } }) => indicator.id === 'M-1.3c') ?? {};
    const people = total?.denominator.status === 'complete' ? total.denominator.people : 0;
    const verdict = total && judge(total.low ?? 0, people, total.indicator.target);

    const text = textOf('indicator.M-1.3c.text');

    for (const value of [total?.low, people, total?.attendances]) expect(text).toContain(official.format.number(value ?? -1));
    expect(text).toContain(official.format.share(verdict?.tenthsOfPercent ?? -1));
    expect(text).toContain(verdict?.met === true ? 'đạt chỉ tiêu' : 'chưa đạt');
  });

  test('say on what evidence the people rest, each with a share of them', () => {
    const text = textOf(
      'indicator.M-1.3c.text',
      withFigure((total) => ({ ...total, low: 2104, classes: { E1: 77, E2: 400, E3: 1000, E4: 704 } })),
    );

    const share = (tenths: number) => official.format.share(tenths);
    for (const said of [`704 (${share(334)})`, `1.000 (${share(475)})`, `400 (${share(190)})`, '77 người']) expect(text).toContain(said);
  });

  test('say of communes how many of how many, and by what rule', () => {
    const target = { basisPoints: 7_000, strict: false, written: 'Ít nhất 70%' };
    const asked = { id: 'LD-1.1', unit: 'xã, phường, thị trấn', what: 'duy trì thường xuyên', rule: 'kept-up' as const, target };
    const counted = { from: '2026-01-01', cutOff: '2026-06-14', units: 124, covered: 80, verdict: { met: false, missing: 7 } };

    const text = textOf('unit.LD-1.1.text', { ...snapshot, units: [{ ...asked, ...counted }] });

    expect(text).toMatch(/80 \/ 124 đơn vị đạt yêu cầu; chưa đạt chỉ tiêu \(ít nhất 70%\), còn thiếu 7 đơn vị\. .*20 người/);
  });

  test('give no share and no verdict without a complete denominator', () => {
    const without = withFigure((total) => {
      const { verdict: _, highVerdict: __, ...rest } = total;
      return { ...rest, denominator: { status: 'incomplete', people: 0, missing: ['Trường A'] } };
    });

    const text = textOf('indicator.M-1.3c.text', without);

    expect(text).toContain('mẫu số chưa đủ');
    expect(text).not.toMatch(/%.*(đạt|chưa đạt) chỉ tiêu/);
  });

  test('withhold what the screen withholds', () => {
    const hidden = withFigure(({ low: _, high: __, attendances: ___, ...rest }) => ({ ...rest, suppressed: true }));

    expect(textOf('indicator.M-1.3c.text', hidden)).toBe(official.say('indicator.withheld'));
  });

  test('have no unfilled place and no key without words', () => {
    const texts = reportBlocks(snapshot, issuer, official).flatMap(({ block }) =>
      block.kind === 'table' ? [block.caption] : [block.text],
    );

    expect(texts.filter((text) => /\{\{|^[a-z]+\.[a-zA-Z.]+$/.test(text) || text === '')).toEqual([]);
  });

  test('keep service workers to the one line of the whole plan', () => {
    const ids = reportBlocks(snapshot, issuer, official).map(({ id }) => id);

    expect(ids).toContain('indicator.M-1.3a.text');
    expect(ids).not.toContain('indicator.M-1.3a.areas');
    expect(ids).not.toContain('indicator.M-1.3a.organisations');
  });

  test('an edit stands in place of its text and of nothing else', () => {
    const blocks = reportBlocks(snapshot, issuer, official);
    const edit = { id: 'proposals.text', text: 'Đề nghị bổ sung kinh phí.', instead: '', by: 'a', at: new Date(0) };

    const edited = editedBlocks(blocks, [edit, { ...edit, id: 'table.summary' }]);

    const differing = edited.filter((block, index) => block !== blocks[index]?.block);
    expect(differing).toEqual<Block[]>([{ kind: 'paragraph', text: 'Đề nghị bổ sung kinh phí.' }]);
  });

  test('the head names issuer, number to be given, plan and period', () => {
    const { head } = reportDocument(snapshot, issuer, { blocks: [], words: official });

    expect(head).toMatchObject({ issuer: 'Sở Y tế', symbol: '/BC-SYT', kind: 'Báo cáo' });
    expect(head.subject).toContain('6 tháng đầu năm 2026');
    expect(head.date).toBeUndefined();
  });
});

type Total = ReportSnapshot['indicators'][number]['total'];

function withFigure(change: (total: Total) => Total): ReportSnapshot {
  const indicators = snapshot.indicators.map((one) => (one.total.indicator.id === 'M-1.3c' ? { ...one, total: change(one.total) } : one));
  return { ...snapshot, indicators };
}
