import type { FigureQuery, FigureSource, PlanSummary, TrendPoint } from '../../../server/console/figure-source';
import type { Denominator, Figure, Indicator, Node } from '../../../server/reach/figure';

/** A figure source with fixed figures: what pages are tested against. */
export function sampleFigures(changes: Partial<FigureSource> = {}): FigureSource {
  return {
    planList: async () => samplePlans,
    planFigures: async (query) => [student(query, wholePlan, 2104, 2590, 3000), ipWorker(query), serviceWorker(query)],
    breakdown: async (query) =>
      query.indicator === 'M-1.3a'
        ? []
        : query.by === 'area'
          ? sampleAreas.map((area, index) => areaRow(query, area, index))
          : organisationRows(query),
    trend: async () => sampleTrend,
    path: async (plan, node) => (samplePaths[`${node.kind}:${node.id}`] ?? []).filter((_node, _index, path) => path[0]?.id === plan),
    ...changes,
  };
}

export const samplePlans: readonly PlanSummary[] = [
  {
    id: 'sample-2026',
    title: 'Kế hoạch truyền thông phòng, chống tệ nạn xã hội giai đoạn 2026–2030',
    issuer: 'UBND tỉnh (mẫu)',
    number: 'KH-MAU-2026',
    place: 'Lâm Đồng',
    from: '2026-01-01',
    to: '2030-12-31',
    closed: false,
    sample: true,
    reading: 'C',
  },
  {
    id: 'ben-tre-2021',
    title: 'Kế hoạch thực hiện Chương trình phòng, chống mại dâm giai đoạn 2021–2025 trên địa bàn tỉnh Bến Tre',
    issuer: 'UBND tỉnh Bến Tre',
    number: '7137/KH-UBND',
    place: 'Bến Tre',
    from: '2021-01-01',
    to: '2025-12-31',
    closed: true,
    sample: false,
    reading: 'C',
  },
];

export const wholePlan: Node = { kind: 'plan', id: 'sample-2026', name: 'Kế hoạch mẫu' };
const sampleAreas: readonly Node[] = [
  { kind: 'area', id: '24769', name: 'Phường Xuân Hương - Đà Lạt' },
  { kind: 'area', id: '24781', name: 'Phường Lâm Viên - Đà Lạt' },
  { kind: 'area', id: '24820', name: 'Phường 1 Bảo Lộc' },
  { kind: 'area', id: '24868', name: 'Xã Đơn Dương' },
];
const school: Node = { kind: 'organisation', id: 'thpt-1', name: '=Trường THPT Chuyên "Thăng Long"' };

const samplePaths: Readonly<Record<string, readonly Node[]>> = {
  'plan:sample-2026': [wholePlan],
  'plan:ben-tre-2021': [{ kind: 'plan', id: 'ben-tre-2021', name: 'Tỉnh Bến Tre' }],
  'area:68': [wholePlan], // the plan's own area
  ...Object.fromEntries(sampleAreas.map((area) => [`area:${area.id}`, [wholePlan, area]])),
  'organisation:thpt-1': [wholePlan, ...sampleAreas.slice(0, 1), school],
};

const target = (percent: number) => ({ basisPoints: percent * 100, strict: false, written: `${percent}%` });

const studentIndicator: Indicator = {
  plan: 'sample-2026',
  id: 'M-1.3c',
  kind: 'person_coverage',
  population: 'student',
  populations: ['upper-secondary', 'vocational', 'higher-education'],
  term: 'học sinh, sinh viên các trường trung học phổ thông, giáo dục đại học, giáo dục nghề nghiệp',
  target: target(70),
  owner: 'Sở Giáo dục và Đào tạo',
};

const complete = (people: number): Denominator => ({
  status: 'complete',
  people,
  asOf: '2026-09-05',
  issuer: 'Sở Giáo dục và Đào tạo',
  document: 'Công văn 2189/SGDĐT',
  stale: false,
});

type Place = Pick<FigureQuery, 'reading' | 'cutOff' | 'since'>;

function base(query: Place, indicator: Indicator, node: Node) {
  const { reading, cutOff, since } = query;
  const change = since === undefined ? {} : { change: { from: since, low: -17, attendances: 1041 } };
  return { indicator, node, reading, from: '2026-01-01', cutOff, updatedAt: new Date('2026-11-22T01:59:07Z'), ...change };
}

export function student(query: Place, node: Node, low: number, high: number, people: number): Figure {
  const needed = Math.ceil(people * 0.7);
  const judge = (count: number) => ({
    met: count >= needed,
    missing: Math.max(0, needed - count),
    tenthsOfPercent: Math.floor((count * 1000) / people),
  });
  return {
    ...base(query, studentIndicator, node),
    denominator: complete(people),
    suppressed: false,
    low,
    high,
    attendances: low * 3 + 7,
    understood: Math.floor(low * 0.6),
    verdict: judge(low),
    highVerdict: judge(high),
  };
}

function ipWorker(query: Place): Figure {
  const indicator: Indicator = {
    ...studentIndicator,
    id: 'M-1.3b',
    population: 'ip-worker',
    populations: ['ip-worker'],
    term: 'người lao động trong các khu công nghiệp',
    target: { basisPoints: 6000, strict: true, written: 'trên 60%' },
    owner: 'Ban quản lý các khu công nghiệp',
  };
  return {
    ...base(query, indicator, wholePlan),
    denominator: {
      status: 'incomplete',
      people: 4200,
      missing: ['KCN Lộc Sơn', 'KCN Phú Hội', 'KCN Phú Bình', 'KCN Tân Rai', 'KCN Nhân Cơ'],
    },
    suppressed: false,
    low: 1187,
    high: 1420,
    attendances: 2011,
    understood: 640,
  };
}

function serviceWorker(query: Place): Figure {
  const indicator: Indicator = {
    ...studentIndicator,
    id: 'M-1.3a',
    population: 'service-worker',
    populations: ['service-worker'],
    term: 'người lao động tại các cơ sở kinh doanh dịch vụ dễ phát sinh tệ nạn xã hội',
  };
  return { ...base(query, indicator, wholePlan), denominator: complete(240), suppressed: true };
}

function areaRow(query: Place, area: Node, index: number): Figure {
  const rows = [
    () => student(query, area, 840, 1010, 1200),
    () => student(query, area, 702, 880, 900),
    () => student(query, area, 562, 700, 870),
    (): Figure => ({ ...base(query, studentIndicator, area), denominator: complete(30), suppressed: true }),
  ];
  return (rows[index] ?? (() => student(query, area, 0, 0, 100)))();
}

function organisationRows(query: Place): readonly Figure[] {
  const other: Node = { kind: 'organisation', id: 'cd-1', name: 'Trường Cao đẳng Đà Lạt' };
  return [student(query, school, 512, 600, 640), student(query, other, 210, 215, 400)];
}

export const sampleTrend: readonly TrendPoint[] = [120, 260, 480, 610, 900, 900, 1010, 1240, 1575, 1890, 2104].map((low, index) => {
  const month = `2026-${String(index + 1).padStart(2, '0')}`;
  return { month, cutOff: `${month}-28`, low, high: Math.floor(low * 1.23) };
});
