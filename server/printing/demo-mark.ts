import type { Translate } from '../i18n';
import type { Masthead } from './model';
import type { Paper } from './pdf';
import { writeText } from './write-text';

/** What is printed in a demonstration says so on every page. */
export function markDemo(paper: Paper, { demo }: Masthead, say: Translate): void {
  if (!demo) return;
  const { width } = paper.page;
  writeText(paper, say('demo'), { x: 0, y: 6, width, height: 12 }, { face: 'bold', size: 8, align: 'center' });
}
