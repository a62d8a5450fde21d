import type { Translate } from '../i18n';
import { dots } from './dots';
import { ink, type Paper } from './pdf';
import { writeText } from './write-text';

/** What the last page keeps free for the totals and the two who confirm the list. */
export const confirmationHeight = 132;

const left = 42;
const inner = 595.28 - 2 * left;

/** The totals, and two people to sign: who kept the list, and a second who confirms it. */
export function drawConfirmation(paper: Paper, y: number, say: Translate): void {
  const totals = say('attendance.totals', { blank: dots(10) });
  writeText(paper, totals, { x: left, y, width: inner, height: 16 }, { size: 10, least: 8 });
  const half = inner / 2;
  for (const [index, role] of (['keeper', 'second'] as const).entries()) {
    const box = { x: left + index * half, width: half - 10 };
    writeText(paper, say(`attendance.${role}`), { ...box, y: y + 24, height: 14 }, { face: 'bold', size: 10, least: 7, align: 'center' });
    writeText(
      paper,
      say('attendance.signHere'),
      { ...box, y: y + 38, height: 12 },
      { size: 8, least: 6, align: 'center', color: ink.soft },
    );
    writeText(
      paper,
      say('attendance.signedOn', { blank: dots(6) }),
      { ...box, y: y + 116, height: 13 },
      { size: 8, least: 6, align: 'center' },
    );
  }
}
