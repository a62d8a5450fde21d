import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Translate } from '../i18n';
import type { Masthead } from './model';

/** A document being drawn: points from the top left, no margins of its own. */
export type Paper = PDFKit.PDFDocument;

export const faces = {
  regular: '@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf',
  medium: '@expo-google-fonts/be-vietnam-pro/500Medium/BeVietnamPro_500Medium.ttf',
  bold: '@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf',
  'office-regular': '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf',
  'office-bold': '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf',
  'office-italic': '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf',
} as const;
export type Face = keyof typeof faces;

export const ink = { black: '#111111', soft: '#4a5754', line: '#8b9490', accent: '#0b4a4b' } as const;

type Frame = { readonly title: string; readonly size: 'A4' | 'A3'; readonly masthead: Masthead; readonly say: Translate };

/**
 * A PDF that is drawn while it is read: `draw` yields after each page, and no page is drawn before the one before it is taken.
 * However many pages, only one is in memory, and between two of them the process does other work.
 */
export function toPdf(frame: Frame, draw: (paper: Paper) => Iterable<unknown>): Readable {
  return Readable.from(drawn(frame, draw), { objectMode: false });
}

async function* drawn(frame: Frame, draw: (paper: Paper) => Iterable<unknown>): AsyncGenerator<Buffer> {
  const paper = newPaper(frame);
  for (const _page of draw(paper)) {
    const ready: Buffer | null = paper.read();
    if (ready !== null) yield ready;
    await setImmediate();
  }
  paper.end();
  for await (const rest of paper) yield rest;
}

/** Title and language are all it says of itself: no author, no place. */
function newPaper({ title, size, masthead, say }: Frame): Paper {
  const name = say('programme');
  const paper = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    lang: say('language'),
    displayTitle: true,
    info: { Title: title, Creator: name, Producer: name, CreationDate: masthead.printedAt },
  });
  for (const [face, file] of Object.entries(faces)) paper.registerFont(face, require.resolve(file));
  return paper;
}
