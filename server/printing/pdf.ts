import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import type { Translate } from '../i18n';
import type { Masthead } from './model';

/** A document being drawn: points from the top left, no margins of its own. */
export type Paper = PDFKit.PDFDocument;

export const faces = {
  regular: require.resolve('@expo-google-fonts/be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf'),
  medium: require.resolve('@expo-google-fonts/be-vietnam-pro/500Medium/BeVietnamPro_500Medium.ttf'),
  bold: require.resolve('@expo-google-fonts/be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf'),
  'office-regular': require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'),
  'office-bold': require.resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
  'office-italic': require.resolve('@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  'office-bold-italic': require.resolve('@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf'),
} as const;
export type Face = keyof typeof faces;

export const ink = { black: '#111111', soft: '#4a5754', line: '#8b9490', accent: '#0b4a4b' } as const;

type Frame = { readonly title: string; readonly size: 'A4' | 'A3'; readonly masthead: Masthead; readonly say: Translate };

/**
 * A PDF that is drawn while it is read: no page is drawn before the one before it is taken, so that only one is in memory however
 * many there are. `draw` yields after each page, or more often where a page takes long: there the process does other work.
 */
export function toPdf(frame: Frame, draw: (paper: Paper) => Iterable<unknown>): Readable {
  return Readable.from(drawn(frame, draw), { objectMode: false });
}

async function* drawn(frame: Frame, draw: (paper: Paper) => Iterable<unknown>): AsyncGenerator<Buffer> {
  const paper = newPaper(frame);
  for (const _pause of draw(paper)) {
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
  for (const [face, file] of Object.entries(faces)) paper.registerFont(face, file);
  return paper;
}
