import type { Purpose } from '../../bot/dialogue/fact';
import { printJoinCode } from '../../bot/dialogue/join-code-text';
import type { Translate } from '../i18n';
import { dots } from './dots';
import type { GuardianSlips, SlipClass, SlipRow } from './model';
import { ink, type Paper } from './pdf';
import { writeText } from './write-text';

const purposes = ['learn', 'be-counted', 'be-reminded', 'let-organiser-see'] as const satisfies readonly Purpose[];
const purposeHeight = 32;
const boxColumn = 34;

type Place = { readonly x: number; readonly y: number; readonly width: number };
export type OneSlip = { readonly slips: GuardianSlips; readonly ofClass: SlipClass; readonly row: SlipRow };

/** Which child, a yes or no to each purpose, and who signs. */
export function drawAnswers(paper: Paper, place: Place, child: OneSlip, say: Translate): void {
  const afterChild = drawChild(paper, place, child, say);
  const afterPurposes = drawPurposes(paper, { ...place, y: afterChild + 6 }, child, say);
  drawGuardian(paper, { ...place, y: afterPurposes + 6 }, say);
}

function drawChild(paper: Paper, { x, y, width }: Place, { ofClass, row }: OneSlip, say: Translate): number {
  paper.roundedRect(x, y, width, 62, 4).lineWidth(0.8).stroke(ink.line);
  const box = { x: x + 8, width: width - 16 };
  const line = say('slip.child', { group: ofClass.name, number: row.number });
  writeText(paper, line, { ...box, y: y + 6, height: 13 }, { face: 'medium', size: 9, least: 5.5 });
  const code = 'code' in row ? say('slip.code', { code: printJoinCode(row.code) }) : say('slip.tail', { tail: row.tail });
  writeText(paper, code, { ...box, y: y + 20, height: 16 }, { face: 'bold', size: 11 });
  writeText(paper, say('slip.childName', { blank: dots(29) }), { ...box, y: y + 43, height: 13 }, { size: 9, least: 6 });
  return y + 62;
}

function drawPurposes(paper: Paper, { x, y, width }: Place, { slips }: OneSlip, say: Translate): number {
  const text = { x, width: width - 2 * boxColumn - 4 };
  writeText(paper, say('slip.ask'), { ...text, y, height: 22 }, { face: 'bold', size: 8.5, least: 6.5 });
  for (const [index, answer] of (['yes', 'no'] as const).entries()) {
    const head = { x: boxX(x, width, index), y: y + 2, width: boxColumn, height: 20 };
    writeText(paper, say(`slip.${answer}`), head, { face: 'medium', size: 7, least: 5.5, align: 'center' });
  }
  const top = y + 24;
  for (const [index, purpose] of purposes.entries()) {
    const rowY = top + index * purposeHeight;
    paper
      .moveTo(x, rowY)
      .lineTo(x + width, rowY)
      .lineWidth(0.4)
      .stroke(ink.line);
    const words = say(`slip.purpose.${purpose}`, { organisation: slips.organisation });
    writeText(paper, words, { ...text, y: rowY + 3, height: purposeHeight - 5 }, { size: 8, least: 5 });
    for (const column of [0, 1]) paper.rect(boxX(x, width, column) + boxColumn / 2 - 6, rowY + purposeHeight / 2 - 6, 12, 12);
    paper.lineWidth(0.9).stroke(ink.black);
  }
  const end = top + purposes.length * purposeHeight;
  return writeText(paper, say('slip.blank'), { x, y: end + 2, width, height: 18 }, { size: 7, least: 6, color: ink.soft });
}

function boxX(x: number, width: number, column: number): number {
  return x + width - (2 - column) * boxColumn;
}

function drawGuardian(paper: Paper, { x, y, width }: Place, say: Translate): void {
  const look = { size: 8.5, least: 6 } as const;
  writeText(paper, say('slip.guardian', { blank: dots(31) }), { x, y, width, height: 12 }, look);
  writeText(paper, say('slip.relation', { blank: dots(12), blankDate: dots(3) }), { x, y: y + 18, width, height: 12 }, look);
  writeText(paper, say('slip.signature'), { x, y: y + 36, width, height: 12 }, { ...look, align: 'center' });
}
