import { type Fields, lengthOf } from '../platform-parts/fields';

/** A message approved beforehand. Tag 1 is a transaction, 2 customer care, 3 promotion. */
export type Template = {
  readonly id: string;
  readonly name: string;
  /** Each parameter and its longest value. */
  readonly parameters: Readonly<Record<string, number>>;
  /** What the learner sees, with `<parameter>` where a value goes. */
  readonly text: string;
  readonly tag: 1 | 2 | 3;
  readonly byUid: boolean;
  readonly priceUid: number;
  readonly priceSdt: number;
  status: 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';
};

export const lessonReminder: Template = {
  id: '123456',
  name: 'Nhắc bài học',
  parameters: { customer_name: 30, module: 60 },
  text: 'Chào <customer_name>, bài học <module> đang chờ bạn.',
  tag: 2,
  byUid: true,
  priceUid: 200,
  priceSdt: 300,
  status: 'ENABLE',
};

export class Templates {
  readonly #byId = new Map<string, Template>([[lessonReminder.id, { ...lessonReminder }]]);
  dailyQuota = 5000;
  #sentOn = { day: -1, count: 0 };

  add(template: Template): void {
    this.#byId.set(template.id, template);
  }

  find(id: string): Template | undefined {
    return this.#byId.get(id);
  }

  all(): readonly Template[] {
    return [...this.#byId.values()];
  }

  /** Messages left today, by the days of Vietnam; whether those by user count as well as those by phone is disputed, so they do. */
  remaining(now: number): number {
    return Math.max(0, this.dailyQuota - (this.#sentOn.day === dayOf(now) ? this.#sentOn.count : 0));
  }

  count(now: number): void {
    const day = dayOf(now);
    this.#sentOn = { day, count: this.#sentOn.day === day ? this.#sentOn.count + 1 : 1 };
  }
}

export type DataFault = 'missing' | 'too long' | 'unknown' | 'not text';

/** Keys must be exactly the template's parameters. */
export function faultOfData({ parameters }: Template, data: Fields): DataFault | undefined {
  for (const [name, longest] of Object.entries(parameters)) {
    const value = data[name];
    if (value === undefined || value === '') return 'missing';
    if (typeof value !== 'string' && typeof value !== 'number') return 'not text';
    if (lengthOf(String(value)) > longest) return 'too long';
  }
  return Object.keys(data).every((name) => name in parameters) ? undefined : 'unknown';
}

export function filledIn({ text }: Template, data: Fields): string {
  return text.replace(/<([a-z_]+)>/g, (whole, name: string) => String(data[name] ?? whole));
}

function dayOf(now: number): number {
  return Math.floor((now / 3_600_000 + 7) / 24);
}
