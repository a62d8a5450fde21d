import type { Translate } from '../i18n';
import { dots } from './dots';
import type { MeetingMinutes } from './model';
import type { Paper } from './pdf';
import { textHeight, writeText } from './write-text';
import { longDate } from './written-date';

type Place = { readonly x: number; readonly y: number; readonly width: number };

/** Who issues it, the country's name and motto, number, place and date, and the title with its subject; answers where the body begins. */
export function drawMinutesHead(paper: Paper, minutes: MeetingMinutes, { x, y, width }: Place, say: Translate): number {
  const left = { x: x - 20, y, width: width * 0.42 };
  const right = { x: left.x + left.width + 4, y, width: width + 40 - left.width - 4 };
  const bottom = Math.max(drawIssuer(paper, minutes, left, say), drawMotto(paper, minutes, right, say));
  return drawTitle(paper, minutes, { x, y: bottom + 20, width }, say);
}

function drawIssuer(paper: Paper, { parentBody, meeting, number }: MeetingMinutes, { x, y, width }: Place, say: Translate): number {
  const look = { size: 12.5, least: 8, align: 'center' } as const;
  const above =
    parentBody === undefined ? y : writeText(paper, upper(parentBody), { x, y, width, height: 48 }, { ...look, face: 'office-regular' });
  const issuer = writeText(paper, upper(meeting.organisation), { x, y: above, width, height: 64 }, { ...look, face: 'office-bold' });
  underline(paper, x + width * 0.3, issuer + 2, width * 0.4);
  const sign = say('minutes.number', { number: number ?? say('minutes.openNumber', { blank: dots(5) }) });
  return writeText(paper, sign, { x, y: issuer + 8, width, height: 18 }, { ...look, size: 13, face: 'office-regular' });
}

function drawMotto(paper: Paper, { locality, meeting }: MeetingMinutes, { x, y, width }: Place, say: Translate): number {
  const country = writeText(
    paper,
    say('minutes.country'),
    { x, y, width, height: 17 },
    { face: 'office-bold', size: 12.5, least: 9, align: 'center' },
  );
  const look = { face: 'office-bold', size: 13, align: 'center' } as const;
  const motto = say('minutes.motto');
  const end = writeText(paper, motto, { x, y: country, width, height: 18 }, look);
  const length = paper.font('office-bold', 13).widthOfString(motto);
  underline(paper, x + (width - length) / 2, end + 2, length);
  const date = say('minutes.placeAndDate', { locality, date: longDate(say, meeting.startsAt) });
  return writeText(paper, date, { x, y: end + 8, width, height: 34 }, { face: 'office-italic', size: 13, least: 9, align: 'center' });
}

function drawTitle(paper: Paper, { meeting }: MeetingMinutes, { x, y, width }: Place, say: Translate): number {
  const title = writeText(paper, say('minutes.title'), { x, y, width }, { face: 'office-bold', size: 14, align: 'center' });
  const subject = { x: x + 30, y: title, width: width - 60 };
  const look = { face: 'office-bold', size: 13, align: 'center' } as const;
  const height = Math.min(textHeight(paper, meeting.title, subject, look), 80);
  const end = writeText(paper, meeting.title, { ...subject, height }, { ...look, least: 9 });
  underline(paper, x + width * 0.35, end + 3, width * 0.3);
  return end + 18;
}

function underline(paper: Paper, x: number, y: number, length: number): void {
  paper
    .moveTo(x, y)
    .lineTo(x + length, y)
    .lineWidth(0.6)
    .stroke('#000000');
}

function upper(text: string): string {
  return text.normalize('NFC').toLocaleUpperCase('vi');
}
