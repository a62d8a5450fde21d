import type { Readable } from 'node:stream';
import type { Translate } from '../i18n';
import { markDemo } from './demo-mark';
import { dots } from './dots';
import { drawMinutesHead } from './minutes-head';
import type { MeetingMinutes } from './model';
import { type Paper, toPdf } from './pdf';
import { printable, writeText } from './write-text';
import { dateAndTime } from './written-date';

/** Margins, sizes and order of decree 30/2020/NĐ-CP, annex I: 2 cm above and below, 3 cm to bind at the left, 1.5 cm at the right. */
const margins = { top: 57, bottom: 57, left: 85, right: 43 };
const body = { face: 'office-regular', size: 13 } as const;
const indent = 28;
const signatureHeight = 148;

/** The minutes of a meeting ("biên bản") in the layout of administrative documents; what is not known is left to the pen. */
export function meetingMinutes(minutes: MeetingMinutes, say: Translate): Readable {
  return toPdf({ title: say('minutes.title'), size: 'A4', masthead: minutes.masthead, say }, function* (paper) {
    const number = numberPages(paper, minutes, say);
    paper.addPage({ size: 'A4', margins });
    const inner = paper.page.width - margins.left - margins.right;
    paper.y = drawMinutesHead(paper, minutes, { x: margins.left, y: margins.top, width: inner }, say);
    for (const paragraph of paragraphsOf(minutes, say)) drawParagraph(paper, paragraph, inner);
    if (paper.y + signatureHeight > paper.page.height - margins.bottom) paper.addPage({ size: 'A4', margins });
    drawSignatures(paper, minutes, inner, say);
    number();
    yield;
  });
}

/** From the second page on, at the top in the middle. A page is added in the middle of a paragraph, whose face comes back after it. */
function numberPages(paper: Paper, { masthead }: MeetingMinutes, say: Translate): () => void {
  let page = 0;
  const onPage = () => {
    page += 1;
    markDemo(paper, masthead, say);
    if (page > 1) writeText(paper, String(page), { x: 0, y: 28, width: paper.page.width, height: 16 }, { ...body, align: 'center' });
    paper.font(body.face, body.size).y = margins.top;
  };
  paper.on('pageAdded', onPage);
  return () => paper.off('pageAdded', onPage);
}

type Paragraph = { readonly text: string; readonly strong?: boolean };

function paragraphsOf(minutes: MeetingMinutes, say: Translate): readonly Paragraph[] {
  const { meeting, chair = dots(30), secretary = dots(30), endedAt } = minutes;
  const ended = endedAt === undefined ? say('minutes.openTime', { blank: dots(3) }) : dateAndTime(say, endedAt);
  return [
    { text: say('minutes.began', { at: dateAndTime(say, meeting.startsAt) }) },
    { text: say('minutes.place', { place: meeting.place }) },
    { text: say('minutes.attendance'), strong: true },
    ...attendanceOf(minutes, say),
    { text: say('minutes.chair', { name: chair }) },
    { text: say('minutes.secretary', { name: secretary }) },
    { text: say('minutes.speaker', { name: meeting.speaker }) },
    { text: say('minutes.content'), strong: true },
    { text: say('minutes.parts', { parts: meeting.parts.map((part) => say(`part.${part}`)).join('; ') }) },
    { text: say('minutes.length', { minutes: meeting.minutes }) },
    ...(minutes.proceedings ?? blankLines).map((text) => ({ text })),
    { text: say('minutes.enclosed', { blank: dots(4) }) },
    { text: say('minutes.ended', { at: ended }) },
  ];
}

const blankLines: readonly string[] = Array.from({ length: 5 }, () => dots(70));

function attendanceOf({ meeting, present, absent }: MeetingMinutes, say: Translate): readonly Paragraph[] {
  const organisations = [meeting.organisation, ...(meeting.sharedWith ?? [])];
  const shares = present ?? organisations.map((organisation) => ({ organisation, people: undefined }));
  const total = present?.reduce((sum, { people }) => sum + people, 0);
  return [
    { text: say('minutes.present', { people: total ?? dots(5), absent: absent ?? dots(5) }) },
    ...shares.map(({ organisation, people }) => ({ text: say('minutes.share', { organisation, people: people ?? dots(5) }) })),
  ];
}

function drawParagraph(paper: Paper, { text, strong = false }: Paragraph, width: number): void {
  const face = strong ? 'office-bold' : body.face;
  const isDots = /^\.+$/.test(text);
  paper.font(face, body.size).fillColor('#000000');
  paper.text(printable(text), margins.left, paper.y, {
    width,
    align: isDots ? 'left' : 'justify',
    indent: isDots ? 0 : indent,
    lineGap: 2,
  });
  paper.y += 5;
}

function drawSignatures(paper: Paper, { chair, secretary }: MeetingMinutes, inner: number, say: Translate): void {
  const half = inner / 2;
  const top = paper.y + 12;
  for (const [index, [role, name]] of (
    [
      ['secretarySigns', secretary],
      ['chairSigns', chair],
    ] as const
  ).entries()) {
    const box = { x: margins.left + index * half, width: half - 8 };
    writeText(paper, say(`minutes.${role}`), { ...box, y: top, height: 18 }, { face: 'office-bold', size: 13, least: 10, align: 'center' });
    writeText(paper, say('minutes.signHere'), { ...box, y: top + 17, height: 16 }, { face: 'office-italic', size: 12, align: 'center' });
    if (name !== undefined)
      writeText(paper, name, { ...box, y: top + 74, height: 34 }, { face: 'office-bold', size: 13, least: 9, align: 'center' });
  }
  const kept = { x: margins.left, width: half - 8 };
  writeText(paper, say('minutes.recipients'), { ...kept, y: top + 106, height: 15 }, { face: 'office-italic', size: 12 });
  writeText(paper, say('minutes.filed'), { ...kept, y: top + 121, height: 14 }, { face: 'office-regular', size: 11 });
}
