import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import type { Translate } from '../i18n';
import { dayOf } from '../reach/period';
import type { Masthead, ProvenActivity } from './model';
import { printable } from './write-text';
import { shortDate } from './written-date';

const widths = [6, 14, 40, 32, 10, 30, 14];
const heads = ['number', 'day', 'title', 'place', 'minutes', 'parts', 'people'] as const;

/** What an organisation hands in to the union above it: its meetings and its totals, nobody's name. Every cell is text or number. */
export function activityProof(masthead: Masthead, proof: ProvenActivity, say: Translate): Promise<Buffer> {
  const sheet = { sheet: say('proof.sheet'), data: rowsOf(masthead, proof, say), columns: widths.map((width) => ({ width })) };
  return writeExcelFile([sheet], { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer();
}

function rowsOf(masthead: Masthead, proof: ProvenActivity, say: Translate): SheetData {
  const { organisation, from, to, meetings, attendances, groups, joined, reached } = proof;
  const days = { from: shortDate(say, from), to: shortDate(say, to) };
  const text = (value: string, fontWeight?: 'bold') => ({ value: printable(value), type: String, ...(fontWeight ? { fontWeight } : {}) });
  const total = (key: string, value: number | undefined, known: 'exactly' | 'atLeast') => [
    null,
    text(say(`proof.total.${key}`)),
    null,
    text(value === undefined ? say('proof.few') : say(`proof.${known}`, { value })),
  ];
  return [
    ...(masthead.demo ? [[text(say('demo'), 'bold')]] : []),
    [text(say('proof.title'), 'bold')],
    [text(organisation, 'bold')],
    [text(say('proof.period', days))],
    [],
    total('meetings', meetings.length, 'exactly'),
    total('attendances', attendances, 'exactly'),
    total('groups', groups, 'exactly'),
    total('joined', joined, 'atLeast'),
    total('reached', reached, 'atLeast'),
    [],
    heads.map((head) => text(say(`proof.head.${head}`), 'bold')),
    ...meetings.map((meeting, index) => [
      { value: index + 1, type: Number },
      text(shortDate(say, dayOf(meeting.startsAt))),
      text(meeting.title),
      text(meeting.place),
      { value: meeting.minutes, type: Number },
      text(meeting.parts.map((part) => say(`part.${part}`)).join('; ')),
      meeting.people === undefined ? text(say('proof.few')) : { value: meeting.people, type: Number },
    ]),
    [],
    [text(say('proof.note'))],
    [text(say('proof.made', { day: shortDate(say, dayOf(masthead.printedAt)) }))],
    [text(say('agency', { agency: printable(masthead.agency) }))],
  ];
}
