import type { Population } from '../../courses/model';
import type { OrganisationKind } from '../storage/collections/organisations';
import { randomFrom } from './random';

/** Codes no real area has: real ones are digits only. */
export const provinceCode = 'MAU';

export type SyntheticGroup = { readonly id: string; readonly name: string; readonly population: Population; readonly people: number };
export type SyntheticOrganisation = {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly area: string;
  readonly establishments?: number;
  readonly groups: readonly SyntheticGroup[];
  readonly share: number; // of its people who have met the bot once the demonstration has grown
};
export type Province = {
  readonly areas: readonly { readonly code: string; readonly name: string }[];
  readonly organisations: readonly SyntheticOrganisation[];
};

const communes = [
  'Phường Bến Gạo',
  'Phường Cầu Đất',
  'Phường Đông Sơn Hạ',
  'Phường Chợ Mới Mẫu',
  'Xã Đồng Lúa',
  'Xã Gò Trầu',
  'Xã Suối Trong',
  'Xã Núi Thấp',
];

type Kind = {
  readonly kind: OrganisationKind;
  readonly count: number;
  readonly name: (index: number) => string;
  readonly population: Population;
  readonly groups: (index: number) => readonly string[];
  readonly people: readonly [number, number]; // in one group, from and to
};

const kinds: readonly Kind[] = [
  {
    kind: 'upper-secondary-school',
    count: 14,
    name: (index) => `Trường THPT Mẫu số ${index + 1}`,
    population: 'upper-secondary',
    groups: () => ['Khối 10', 'Khối 11', 'Khối 12'],
    people: [240, 420],
  },
  {
    kind: 'vocational-school',
    count: 4,
    name: (index) => `Trường Trung cấp nghề Mẫu số ${index + 1}`,
    population: 'vocational',
    groups: () => ['Khóa 1', 'Khóa 2'],
    people: [260, 420],
  },
  {
    kind: 'university',
    count: 2,
    name: (index) => `Trường Đại học Mẫu số ${index + 1}`,
    population: 'higher-education',
    groups: () => ['Năm thứ nhất', 'Năm thứ hai', 'Năm thứ ba'],
    people: [500, 900],
  },
  {
    kind: 'enterprise',
    count: 16,
    name: (index) => `Công ty Mẫu số ${index + 1}, Khu công nghiệp ${['Đông', 'Tây', 'Nam'][index % 3]}`,
    population: 'ip-worker',
    groups: () => ['Ca 1', 'Ca 2', 'Ca 3'],
    people: [180, 420],
  },
  {
    kind: 'establishment-group',
    count: 4,
    name: (index) => `Nhóm cơ sở dịch vụ ${index + 1}`,
    population: 'service-worker',
    groups: () => [''],
    people: [120, 220],
  },
];

/** A province that does not exist: 8 communes, 40 organisations, about 34,000 people. The same for the same seed. */
export function makeProvince(seed: number): Province {
  const random = randomFrom(seed);
  const areas = communes.map((name, index) => ({ code: `${provinceCode}${String(index + 1).padStart(2, '0')}`, name }));
  const organisations = kinds.flatMap((kind) => Array.from({ length: kind.count }, (_, index) => organisation(kind, index)));
  return { areas, organisations };

  function organisation(kind: Kind, index: number): SyntheticOrganisation {
    const id = `${provinceCode}-${kind.kind}-${index + 1}`;
    const area = areas[Math.floor(random() * areas.length)]?.code ?? provinceCode;
    const groups = kind.groups(index).map((name, place): SyntheticGroup => {
      const [least, most] = kind.people;
      return { id: `${id}-${place + 1}`, name, population: kind.population, people: least + Math.floor(random() * (most - least)) };
    });
    const common = { id, name: kind.name(index), kind: kind.kind, area, groups, share: 0.25 + random() * 0.75 };
    return kind.kind === 'establishment-group' ? { ...common, establishments: 6 + index } : common;
  }
}
