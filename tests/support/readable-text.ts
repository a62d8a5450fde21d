import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { readPdf } from '../server/printing/support/read-pdf';

const open = promisify<Buffer, ZipFile>((buffer, done) => fromBuffer(buffer, { lazyEntries: true }, done));

/** Everything a file says to whoever unpacks it: its bytes, each entry of an office document, and the letters on the pages of a PDF. */
export async function readableText(file: Buffer): Promise<string> {
  const raw = file.toString('utf8');
  if (raw.startsWith('PK')) return `${raw}\n${await entriesOf(file)}`;
  if (raw.startsWith('%PDF-')) return `${raw}\n${(await readPdf(Readable.from([file]))).everything}`;
  return raw;
}

async function entriesOf(archive: Buffer): Promise<string> {
  const zip = await open(archive);
  const read = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<NodeJS.ReadableStream>;
  const entries: string[] = [];
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      read(entry)
        .then(text)
        .then((content) => {
          entries.push(entry.fileName, content, content.replaceAll(/<[^>]+>/g, ''));
          zip.readEntry();
        }, reject);
    });
    zip.on('end', () => resolve(entries.join('\n')));
    zip.readEntry();
  });
}
