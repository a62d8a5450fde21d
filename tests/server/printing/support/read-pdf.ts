import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';

/** A run of letters in one line: where it begins, measured from the top left, how wide it is, and what it says. */
export type Run = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number };
export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
export type Page = {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  readonly rectangles: readonly Rectangle[];
  readonly text: string;
};
export type Pdf = {
  readonly bytes: number;
  readonly pages: readonly Page[];
  readonly fonts: readonly string[];
  readonly everything: string;
};

/** What stands on the pages of a PDF that pdfkit wrote: letters by each font's own table, rectangles as drawn. */
export async function readPdf(stream: NodeJS.ReadableStream): Promise<Pdf> {
  const bytes = await buffer(stream);
  const objects = objectsOf(bytes.toString('latin1'));
  const fonts = new Map([...objects].flatMap(([id, { head }]) => (head.includes('/Subtype /Type0') ? [[id, fontOf(objects, head)]] : [])));
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head)).map(({ head }) => pageOf(objects, fonts, head));
  const heads = [...objects.values()].map(({ head }) => head).join('\n');
  return {
    bytes: bytes.length,
    pages,
    fonts: [...heads.matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)/g)].map(([, name = '']) => name),
    everything: `${heads.replaceAll('\0', '')}\n${pages.map(({ text }) => text).join('\n')}`,
  };
}

type PdfObject = { readonly head: string; readonly stream: string };
type Font = { readonly letters: readonly string[]; readonly widths: readonly number[] };

function objectsOf(raw: string): ReadonlyMap<string, PdfObject> {
  return new Map(
    [...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']): [string, PdfObject] => {
      const stream = /\nstream\n([\s\S]*)\nendstream/.exec(body);
      const head = stream === null ? body : body.slice(0, stream.index);
      const isText = head.includes('/FlateDecode') && !head.includes('/Length1');
      return [id, { head, stream: isText ? inflateSync(Buffer.from(stream?.[1] ?? '', 'latin1')).toString('latin1') : '' }];
    }),
  );
}

function fontOf(objects: ReadonlyMap<string, PdfObject>, head: string): Font {
  const descendant = objects.get(/\/DescendantFonts \[(\d+)/.exec(head)?.[1] ?? '')?.head ?? '';
  const table = objects.get(/\/ToUnicode (\d+)/.exec(head)?.[1] ?? '')?.stream ?? '';
  return {
    widths: (/\/W \[0 \[([^\]]*)\]/.exec(descendant)?.[1] ?? '').trim().split(/\s+/).map(Number),
    letters: [...table.matchAll(/<[0-9a-f]{4}> <[0-9a-f]{4}> \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le')),
    ),
  };
}

function pageOf(objects: ReadonlyMap<string, PdfObject>, fonts: ReadonlyMap<string, Font>, head: string): Page {
  const [width = 0, height = 0] = (/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(head) ?? []).slice(1).map(Number);
  const resources = objects.get(/\/Resources (\d+)/.exec(head)?.[1] ?? '')?.head ?? '';
  const named = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, fonts.get(id)]));
  const content = objects.get(/\/Contents (\d+)/.exec(head)?.[1] ?? '')?.stream ?? '';
  const runs = [...content.matchAll(/1 0 0 1 (\S+) (\S+) Tm\n\/(F\d+) (\S+) Tf\n(?:(\S+) Tc\n)?[\s\S]*?\[(.*)\] TJ/g)].map(
    ([, x, y, name = '', size, spacing = '0', glyphs = '']) =>
      runOf({ x: Number(x), y: height - Number(y), size: Number(size), spacing: Number(spacing), glyphs, font: named.get(name) }),
  );
  const rectangles = [...content.matchAll(/^(\S+) (\S+) (\S+) (\S+) re$/gm)].map((found) => {
    const [x = 0, y = 0, across = 0, down = 0] = found.slice(1).map(Number);
    return { x, y, width: across, height: down };
  });
  return { width, height, runs, rectangles, text: joined(runs) };
}

/** The lines of a page one after the other, with single blanks. */
function joined(runs: readonly Run[]): string {
  return runs
    .map(({ text }) => text)
    .join(' ')
    .replaceAll(/\s+/g, ' ');
}

type Drawn = Omit<Run, 'text' | 'width'> & { readonly spacing: number; readonly glyphs: string; readonly font: Font | undefined };

function runOf({ x, y, size, spacing, glyphs, font }: Drawn): Run {
  const ids = [...glyphs.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) =>
    (hex.match(/.{4}/g) ?? []).map((id) => Number.parseInt(id, 16)),
  );
  const kerned = [...glyphs.replace(/<[^>]*>/g, ' ').matchAll(/-?[\d.]+/g)].reduce((sum, [number]) => sum - Number(number), 0);
  const thousandths = ids.reduce((sum, id) => sum + (font?.widths[id] ?? 0), kerned);
  return {
    text: ids.map((id) => font?.letters[id] ?? '\uFFFD').join(''),
    x,
    y,
    size,
    width: (thousandths / 1000) * size + ids.length * spacing,
  };
}
