import { AlignmentType, convertMillimetersToTwip, Document, Header, Packer, PageNumber, Paragraph, type Table, TextRun } from 'docx';
import type { Translate } from '../i18n';
import { type Block, layout, type OfficialDocument } from './document';
import { docxFoot } from './docx-foot';
import { docxHead } from './docx-head';
import { docxTable } from './docx-table';

/** The document as Word opens it, still to be edited by the office: Times New Roman, A4, page numbers from the second page on. */
export async function toDocx(document: OfficialDocument, say: Translate): Promise<Buffer> {
  const { top, bottom, left, right } = layout.marginMm;
  const margin = { top: mm(top), bottom: mm(bottom), left: mm(left), right: mm(right), header: mm(7) };
  const file = new Document({
    creator: document.head.issuer,
    title: document.head.subject,
    description: '',
    styles: { default: { document: { run: { font: 'Times New Roman', size: layout.body.size * 2, language: { value: 'vi-VN' } } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: { size: { width: mm(layout.page.widthMm), height: mm(layout.page.heightMm) }, margin },
        },
        headers: { default: pageHeader(document.mark, true), first: pageHeader(document.mark, false) },
        children: [...docxHead(document.head, say), ...blocksOf(document.blocks), ...docxFoot(document, say)],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function pageHeader(mark: string | undefined, numbered: boolean): Header {
  const number = new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })] });
  const marked = new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: mark ?? '', bold: true, size: 20 })] });
  return new Header({ children: [...(mark === undefined ? [] : [marked]), ...(numbered ? [number] : [])] });
}

/** The last paragraph stays with the signature: nobody signs a page that has nothing else on it. */
function blocksOf(blocks: readonly Block[]): readonly (Paragraph | Table)[] {
  return blocks.flatMap((block, index) => blockOf(block, index === blocks.length - 1));
}

function blockOf(block: Block, last: boolean): readonly (Paragraph | Table)[] {
  if (block.kind === 'table') return docxTable(block);
  if (block.kind === 'heading') return [headingOf(block.text, block.level)];
  const text = block.kind === 'item' ? `- ${block.text}` : block.text;
  return [
    new Paragraph({
      alignment: AlignmentType.BOTH,
      indent: { firstLine: mm(layout.body.indentMm) },
      spacing: { after: layout.body.after * 20, line: 288 },
      widowControl: true,
      keepNext: last,
      keepLines: last,
      children: [new TextRun(text)],
    }),
  ];
}

/** A heading stays with what follows it. */
function headingOf(text: string, level: 1 | 2): Paragraph {
  return new Paragraph({
    keepNext: true,
    keepLines: true,
    outlineLevel: level - 1,
    indent: { firstLine: mm(layout.body.indentMm) },
    spacing: { before: level === 1 ? 160 : 80, after: layout.body.after * 20 },
    children: [new TextRun({ text, bold: true, italics: level === 2 })],
  });
}

function mm(millimetres: number): number {
  return convertMillimetersToTwip(millimetres);
}
