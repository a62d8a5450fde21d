import type { Readable } from 'node:stream';
import { printJoinCode } from '../../bot/dialogue/join-code-text';
import type { Translate } from '../i18n';
import { markDemo } from './demo-mark';
import { drawQr } from './draw-qr';
import { joinLink, typedLink } from './join-link';
import type { JoinSheet } from './model';
import { ink, type Paper, toPdf } from './pdf';
import { writeText } from './write-text';
import { lastDay } from './written-date';

/** A group's join code on A4. */
export function joinSheet(sheet: JoinSheet, say: Translate): Readable {
  return toPdf({ title: say('programme'), size: 'A4', masthead: sheet.masthead, say }, (paper) => drawSheet(paper, sheet, say, 1));
}

/** The same as a poster, A3: every length of A4 times the root of two. */
export function joinPoster(sheet: JoinSheet, say: Translate): Readable {
  return toPdf({ title: say('programme'), size: 'A3', masthead: sheet.masthead, say }, (paper) => drawSheet(paper, sheet, say, Math.SQRT2));
}

const width = 595;
const margin = 48;
const inner = width - 2 * margin;
const line = { x: margin, width: inner };

function* drawSheet(paper: Paper, sheet: JoinSheet, say: Translate, scale: number): Generator<undefined> {
  paper.addPage();
  markDemo(paper, sheet.masthead, say);
  paper.scale(scale);
  drawHead(paper, say);
  const qr = 286;
  drawQr(paper, joinLink(sheet.masthead.publicUrl, sheet.code), { x: (width - qr) / 2, y: 150, size: qr });
  drawCode(paper, sheet, say);
  drawWays(paper, sheet, say);
  drawFoot(paper, sheet, say);
  yield;
}

function drawHead(paper: Paper, say: Translate): void {
  writeText(paper, say('programme'), { ...line, y: 36, height: 70 }, { face: 'bold', size: 52, align: 'center', color: ink.accent });
  writeText(paper, say('sheet.what'), { ...line, y: 108, height: 48 }, { face: 'medium', size: 16, least: 12, align: 'center' });
}

function drawCode(paper: Paper, { masthead, code, expiresAt }: JoinSheet, say: Translate): void {
  const printed = printJoinCode(code);
  writeText(paper, say('sheet.code'), { ...line, y: 434, height: 20 }, { size: 14, align: 'center', color: ink.soft });
  const look = { face: 'bold', size: 58, least: 30, align: 'center', spacing: 7 } as const;
  writeText(paper, printed, { ...line, y: 448, height: 76 }, look);
  const link = typedLink(joinLink(masthead.publicUrl, printed));
  writeText(paper, link, { ...line, y: 524, height: 24 }, { face: 'medium', size: 16, least: 8, align: 'center', color: ink.accent });
  const until = say('sheet.until', { day: lastDay(say, expiresAt) });
  writeText(paper, until, { ...line, y: 548, height: 16 }, { size: 11, align: 'center', color: ink.soft });
}

/** One column for each way in that this installation has. */
function drawWays(paper: Paper, sheet: JoinSheet, say: Translate): void {
  const ways = waysOf(sheet, say);
  const gap = 14;
  const column = (inner - gap * (ways.length - 1)) / ways.length;
  for (const [index, { name, how }] of ways.entries()) {
    const x = margin + index * (column + gap);
    paper.roundedRect(x, 578, column, 102, 8).lineWidth(1).stroke(ink.line);
    const text = { x: x + 10, width: column - 20 };
    writeText(paper, name, { ...text, y: 585, height: 24 }, { face: 'bold', size: 16, color: ink.accent });
    writeText(paper, how, { ...text, y: 610, height: 66 }, { size: 12, least: 8, lineGap: 1.5 });
  }
}

function waysOf({ masthead, code }: JoinSheet, say: Translate) {
  const printed = printJoinCode(code);
  const web = { name: say('way.web'), how: say('sheet.byWeb') };
  const zalo = { name: say('way.zalo'), how: say('sheet.byZalo', { account: masthead.zalo, code: printed }) };
  const messenger = { name: say('way.messenger'), how: say('sheet.byMessenger', { page: masthead.messenger, code: printed }) };
  return [...(masthead.zalo === undefined ? [] : [zalo]), ...(masthead.messenger === undefined ? [] : [messenger]), web];
}

function drawFoot(paper: Paper, { masthead }: JoinSheet, say: Translate): void {
  writeText(paper, say('promise'), { ...line, y: 698, height: 56 }, { face: 'medium', size: 13, least: 10, align: 'center', lineGap: 2 });
  paper
    .moveTo(margin, 764)
    .lineTo(width - margin, 764)
    .lineWidth(0.75)
    .stroke(ink.line);
  const agency = say('agency', { agency: masthead.agency });
  writeText(paper, agency, { ...line, y: 772, height: 42 }, { size: 12, least: 7, align: 'center', color: ink.soft });
}
