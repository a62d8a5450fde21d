import { stringify } from 'csv-stringify/sync';
import type { QualityRow } from '../../quality/quality-rows';
import { guardFormula } from '../formula-guard';
import type { View } from '../view';
import { rowTexts } from './row-texts';

const heads = ['kind', 'place', 'code', 'population', 'people', 'day', 'state', 'act', 'who'] as const;

/** The rows of the screen in their order. UTF-8 with BOM. */
export function qualityCsv(view: View, rows: readonly QualityRow[]): string {
  const say = view.words('quality');
  const lines = rows.map((row) => {
    const texts = { ...rowTexts(view, row), place: row.place, code: row.code };
    return heads.map((head) => guardFormula(texts[head]));
  });
  return stringify([heads.map((head) => say(`head.${head}`)), ...lines], { bom: true, record_delimiter: 'windows' });
}
