import { Paragraph, Table, TableLayoutType, TableRow, TextRun, WidthType } from 'docx';
import type { Translate } from '../i18n';
import { layout, type OfficialDocument } from './document';
import { cell, centred, none } from './docx-head';
import { upperCase } from './upper-case';

/** Recipients at the left, whoever signs at the right, on one page together. */
export function docxFoot({ recipients, signer }: OfficialDocument, say: Translate): readonly (Paragraph | Table)[] {
  const row = new TableRow({ cantSplit: true, children: [cell(recipientsOf(recipients, say), 48), cell(signatureOf(signer), 52)] });
  const table = new Table({
    rows: [row],
    width: { size: 100, type: WidthType.PERCENTAGE },
    columnWidths: [4490, 4864],
    layout: TableLayoutType.FIXED,
    borders: none,
  });
  return [new Paragraph({ keepNext: true, spacing: { after: 120 } }), table];
}

function recipientsOf(recipients: readonly string[], say: Translate): readonly Paragraph[] {
  const title = new TextRun({ text: say('document.recipients'), bold: true, italics: true, size: layout.recipients.title * 2 });
  const lines = recipients.map(
    (text) => new Paragraph({ children: [new TextRun({ text: `- ${text}`, size: layout.recipients.line * 2 })] }),
  );
  return [new Paragraph({ children: [title] }), ...lines];
}

/** Room for hand and seal between the position and the name. */
function signatureOf({ authority, position, name }: OfficialDocument['signer']): readonly Paragraph[] {
  return [
    ...(authority === undefined ? [] : [centred(upperCase(authority), { size: 14, bold: true })]),
    centred(upperCase(position), { size: 14, bold: true }),
    ...Array.from({ length: 4 }, () => centred('', { size: 14 })),
    centred(name ?? '', { size: 14, bold: true }),
  ];
}
