import type { Translate } from '../i18n';
import type { Paper } from '../printing/pdf';
import { writeText } from '../printing/write-text';
import { layout, type OfficialDocument } from './document';
import { upperCase } from './upper-case';

type Place = { readonly x: number; readonly y: number; readonly width: number };
const signatureHeight = 150;
const lineHeight = 15;

/** Recipients and signature stand on one page together. */
export function footHeight({ recipients }: OfficialDocument): number {
  return 12 + Math.max(signatureHeight, (recipients.length + 2) * lineHeight * 1.5);
}

/** Recipients at the left, whoever signs at the right, with room for hand and seal. */
export function drawFoot(paper: Paper, { recipients, signer }: OfficialDocument, { x, y, width }: Place, say: Translate): void {
  const left = { x, width: width * 0.46 };
  let line = writeText(paper, say('document.recipients'), { ...left, y }, { face: 'office-bold-italic', size: layout.recipients.title });
  for (const recipient of recipients) {
    line = writeText(paper, `- ${recipient}`, { ...left, y: line + 1 }, { face: 'office-regular', size: layout.recipients.line });
  }
  const right = { x: x + width * 0.48, width: width * 0.52 };
  const look = { face: 'office-bold', size: layout.body.size, least: 10, align: 'center' } as const;
  const { authority, position, name } = signer;
  const above = authority === undefined ? y : writeText(paper, upperCase(authority), { ...right, y, height: 34 }, look);
  const signed = writeText(paper, upperCase(position), { ...right, y: above, height: 34 }, look);
  if (name !== undefined) writeText(paper, name, { ...right, y: signed + 72, height: 34 }, look);
}
