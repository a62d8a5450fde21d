import { DateTime } from 'luxon';
import type { Language } from '../../courses/model';

/** How one reader's language writes numbers, shares and days. Days are those of Vietnam whatever the reader's clock. */
export type Format = {
  readonly language: Language;
  number(value: number): string;
  signed(value: number): string;
  /** Tenths of a percent, already truncated: 583 is "58,3 %". */
  share(tenthsOfPercent: number): string;
  /** Hundredths: -7 is "-0,07". */
  hundredths(value: number): string;
  day(isoDay: string): string;
  month(isoMonth: string): string;
  moment(at: Date): string;
};

export const zone = 'Asia/Ho_Chi_Minh';

/** U+00A0: a number and its sign stay on one line. */
const nbsp = '\u00A0';

export function createFormat(language: Language): Format {
  const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const tenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const hundredth = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const dayPattern = language === 'vi' ? 'dd/MM/yyyy' : 'd MMM yyyy';
  const inZone = (iso: string) => DateTime.fromISO(iso, { zone }).setLocale(locale);

  return {
    language,
    number: (value) => whole.format(value),
    signed: (value) => signed.format(value),
    share: (tenths) => `${tenth.format(tenths / 10)}${nbsp}%`,
    hundredths: (value) => hundredth.format(value / 100),
    day: (iso) => inZone(iso).toFormat(dayPattern),
    month: (iso) => inZone(iso).toFormat(language === 'vi' ? 'MM/yyyy' : 'MMM yyyy'),
    moment: (at) => DateTime.fromJSDate(at, { zone }).setLocale(locale).toFormat(`HH:mm:ss, ${dayPattern}`),
  };
}

/** The day it is in Vietnam. */
export function today(now: Date): string {
  return DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM-dd');
}
