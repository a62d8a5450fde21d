import type { Translate } from '../i18n';
import { dayOf } from '../reach/period';
import { drawQr } from './draw-qr';
import { joinLink } from './join-link';
import type { AttendanceGroup, AttendanceSheet, PlannedMeeting } from './model';
import { ink, type Paper } from './pdf';
import { writeText } from './write-text';
import { dateAndTime, shortDate } from './written-date';

const side = 42;
const inner = 595.28 - 2 * side;
const qr = 96;

/** What the meeting is, beside the code to check in with; answers where the table begins. */
export function drawFirstHead(paper: Paper, { masthead, meeting, code }: AttendanceSheet, group: AttendanceGroup, say: Translate): number {
  const text = { x: side, width: code === undefined ? inner : inner - qr - 8 };
  writeText(
    paper,
    say('attendance.programme', { agency: masthead.agency }),
    { ...text, y: 28, height: 22 },
    { size: 9, least: 7, color: ink.soft },
  );
  writeText(paper, say('attendance.title'), { ...text, y: 50, height: 24 }, { face: 'bold', size: 18, color: ink.accent });
  if (code !== undefined) drawQr(paper, joinLink(masthead.publicUrl, code), { x: side + inner - qr, y: 24, size: qr });

  const lines = factsOf(meeting, group, say).map(({ label, value, height }) => ({ label, value, height }));
  return (
    lines.reduce((y, { label, value, height }) => {
      const width = y < 24 + qr ? text.width : inner;
      writeText(paper, label, { x: side, y, width: 88, height: 14 }, { face: 'medium', size: 9, least: 7 });
      const end = writeText(paper, value, { x: side + 90, y, width: width - 90, height }, { size: 9.5, least: 7 });
      return Math.max(end, y + 13) + 1.5;
    }, 78) + 4
  );
}

/** The same in a line, for the pages after the first. */
export function drawNextHead(paper: Paper, { meeting }: AttendanceSheet, group: AttendanceGroup, say: Translate): number {
  const title = say('attendance.next', { group: group.name, title: meeting.title, day: shortDate(say, dayOf(meeting.startsAt)) });
  writeText(paper, title, { x: side, y: 36, width: inner, height: 26 }, { face: 'medium', size: 10, least: 7 });
  return 62;
}

function factsOf(meeting: PlannedMeeting, group: AttendanceGroup, say: Translate) {
  const short = 26;
  const parts = meeting.parts.map((part) => say(`part.${part}`)).join('; ');
  return [
    { label: say('meeting.title'), value: meeting.title, height: short },
    { label: say('meeting.organisation'), value: [meeting.organisation, ...(meeting.sharedWith ?? [])].join('; '), height: 38 },
    { label: say('meeting.group'), value: group.name, height: short },
    { label: say('meeting.place'), value: meeting.place, height: short },
    {
      label: say('meeting.time'),
      value: say('meeting.timeAndLength', { at: dateAndTime(say, meeting.startsAt), minutes: meeting.minutes }),
      height: short,
    },
    { label: say('meeting.parts'), value: parts, height: short },
    { label: say('meeting.speaker'), value: meeting.speaker, height: short },
  ];
}

const meaningHeight = 26;

/** What a signature means, above the rows of every page, so that nobody signs without having read it; answers where the table begins. */
export function drawMeaning(paper: Paper, y: number, say: Translate): number {
  writeText(
    paper,
    say('attendance.meaning'),
    { x: side, y, width: inner, height: meaningHeight - 3 },
    { face: 'medium', size: 8.5, least: 6.5 },
  );
  return y + meaningHeight;
}
