import type { Translate } from '../i18n';
import type { Paper } from '../printing/pdf';
import { textHeight, writeText } from '../printing/write-text';
import { longDate } from '../printing/written-date';
import { layout, type OfficialHead } from './document';
import { upperCase } from './upper-case';

type Place = { readonly x: number; readonly y: number; readonly width: number };

/** Issuer and number at the left, name and motto of the country at the right, the title below; answers where the body begins. */
export function drawHead(paper: Paper, head: OfficialHead, { x, y, width }: Place, say: Translate): number {
  const left = { x: x - 20, y, width: width * 0.42 };
  const right = { x: left.x + left.width + 4, y, width: width + 35 - left.width - 4 };
  const bottom = Math.max(drawIssuer(paper, head, left, say), drawCountry(paper, head, right, say));
  return drawTitle(paper, head, { x, y: bottom + 18, width });
}

function drawIssuer(paper: Paper, head: OfficialHead, { x, y, width }: Place, say: Translate): number {
  const { parentBody, issuer, symbol, number, kind, subject } = head;
  const look = { size: layout.head.country, least: 8, align: 'center' } as const;
  const above =
    parentBody === undefined
      ? y
      : writeText(paper, upperCase(parentBody), { x, y, width, height: 48 }, { ...look, face: 'office-regular' });
  const end = writeText(paper, upperCase(issuer), { x, y: above, width, height: 64 }, { ...look, face: 'office-bold' });
  rule(paper, x + width * 0.3, end + 2, width * 0.4);
  const sign = say('document.number', { number: number ?? say('document.blank'), symbol });
  const signed = writeText(paper, sign, { x, y: end + 8, width, height: 18 }, { ...look, size: layout.head.size, face: 'office-regular' });
  if (kind !== undefined) return signed;
  return writeText(
    paper,
    say('document.regarding', { subject }),
    { x, y: signed + 2, width },
    { ...look, size: 12, face: 'office-regular' },
  );
}

function drawCountry(paper: Paper, { locality, date }: OfficialHead, { x, y, width }: Place, say: Translate): number {
  const bold = { face: 'office-bold', least: 9, align: 'center' } as const;
  const country = writeText(paper, say('document.country'), { x, y, width, height: 17 }, { ...bold, size: layout.head.country });
  const motto = say('document.motto');
  const end = writeText(paper, motto, { x, y: country, width, height: 18 }, { ...bold, size: layout.head.motto });
  const length = paper.font('office-bold', layout.head.motto).widthOfString(motto);
  rule(paper, x + (width - length) / 2, end + 2, length);
  const dated = say('document.placeAndDate', { locality, date: date === undefined ? say('document.openDate') : longDate(say, date) });
  const look = { face: 'office-italic', size: layout.head.date, least: 9, align: 'center' } as const;
  return writeText(paper, dated, { x, y: end + 8, width, height: 34 }, look);
}

function drawTitle(paper: Paper, { kind, subject }: OfficialHead, { x, y, width }: Place): number {
  if (kind === undefined) return y;
  const look = { face: 'office-bold', align: 'center' } as const;
  const title = writeText(paper, upperCase(kind), { x, y, width }, { ...look, size: layout.title.kind });
  const about = { x: x + 20, y: title, width: width - 40 };
  const height = textHeight(paper, subject, about, { ...look, size: layout.title.subject });
  const end = writeText(paper, subject, { ...about, height }, { ...look, size: layout.title.subject });
  rule(paper, x + width * 0.35, end + 3, width * 0.3);
  return end + 20;
}

function rule(paper: Paper, x: number, y: number, length: number): void {
  paper
    .moveTo(x, y)
    .lineTo(x + length, y)
    .lineWidth(0.6)
    .stroke('#000000');
}
