import type { Readable } from 'node:stream';
import type { Translate } from '../i18n';
import { dayOf } from '../reach/period';
import { markDemo } from './demo-mark';
import { drawAnswers, type OneSlip } from './guardian-answers';
import type { GuardianSlips, SlipClass } from './model';
import { ink, type Paper, toPdf } from './pdf';
import { textHeight, writeText } from './write-text';
import { shortDate } from './written-date';

/** Raise it whenever the words of the slip change in any language; a test holds the words to it. */
export const guardianFormVersion = 'guardian-1';

const page = { width: 595.28, height: 841.89 };
const slip = { height: page.height / 2, side: 30 };
const leftWidth = 256;

/**
 * A slip for each child, two to a page, each class begun on a page of its own. It says what is asked for before it asks; no box is
 * ticked, and a child's name is written on the paper only.
 */
export function guardianSlips(slips: GuardianSlips, say: Translate): Readable {
  return toPdf({ title: say('slip.title'), size: 'A4', masthead: slips.masthead, say }, function* (paper) {
    const notice = noticeOf(paper, slips, say);
    for (const ofClass of slips.classes) yield* drawClass(paper, { slips, ofClass, notice }, say);
  });
}

type ClassSlips = { readonly slips: GuardianSlips; readonly ofClass: SlipClass; readonly notice: Notice };

function* drawClass(paper: Paper, { slips, ofClass, notice }: ClassSlips, say: Translate): Generator<undefined> {
  for (let n = 0; n < ofClass.rows.length; n += 2) {
    paper.addPage();
    markDemo(paper, slips.masthead, say);
    for (const [index, row] of ofClass.rows.slice(n, n + 2).entries())
      drawSlip(paper, index * slip.height, { slips, ofClass, row, notice }, say);
    paper.moveTo(0, slip.height).lineTo(page.width, slip.height).lineWidth(0.5).dash(3, { space: 3 }).stroke(ink.line).undash();
    yield;
  }
}

function drawSlip(paper: Paper, top: number, one: OneSlip & { readonly notice: Notice }, say: Translate): void {
  const full = { x: slip.side, width: page.width - 2 * slip.side };
  writeText(paper, say('slip.title'), { ...full, y: top + 22, height: 17 }, { face: 'bold', size: 12.5, least: 9, color: ink.accent });
  const under = say('slip.for', { organisation: one.slips.organisation });
  writeText(paper, under, { ...full, y: top + 39, height: 22 }, { size: 8.5, least: 6, color: ink.soft });
  drawNotice(paper, top + 62, one.notice);
  drawAnswers(paper, { x: slip.side + leftWidth + 16, y: top + 62, width: full.width - leftWidth - 16 }, one, say);
  drawSlipFoot(paper, top, one, say);
}

/** What a guardian must know before they answer, all of it in one size. */
function drawNotice(paper: Paper, top: number, { paragraphs, size }: Notice): void {
  paragraphs.reduce((y, text) => {
    const left = top + noticeHeight - y;
    return left <= 0 ? y : writeText(paper, text, { x: slip.side, y, width: leftWidth, height: left }, { ...noticeLook, size }) + between;
  }, top);
}

type Notice = { readonly paragraphs: readonly string[]; readonly size: number };

const noticeHeight = 318;
const noticeLook = { least: 5, lineGap: 0.6 };
const between = 4;

function noticeOf(paper: Paper, { masthead, contact }: GuardianSlips, say: Translate): Notice {
  const keys = ['what', 'kept', ...(masthead.messenger === undefined ? [] : ['abroad']), 'free', 'withdraw', 'rights'];
  const paragraphs = keys.map((key) => say(`slip.notice.${key}`, { agency: masthead.agency, contact }));
  const heightAt = (size: number) =>
    paragraphs.reduce(
      (total, text) => total + between + textHeight(paper, text, { x: 0, y: 0, width: leftWidth }, { ...noticeLook, size }),
      0,
    );
  let size = 8.5;
  while (size > noticeLook.least && heightAt(size) > noticeHeight) size -= 0.25;
  return { paragraphs, size };
}

function drawSlipFoot(paper: Paper, top: number, { slips, ofClass }: OneSlip, say: Translate): void {
  const box = { x: slip.side, y: top + slip.height - 38, width: page.width - 2 * slip.side };
  const back = say('slip.return', { day: shortDate(say, slips.returnBy), holder: ofClass.holder });
  writeText(paper, back, { ...box, height: 12 }, { face: 'medium', size: 8.5, least: 6 });
  const form = say('slip.form', { version: guardianFormVersion, day: shortDate(say, dayOf(slips.masthead.printedAt)) });
  writeText(paper, form, { ...box, y: box.y + 14, height: 10 }, { size: 6.5, color: ink.soft });
}
