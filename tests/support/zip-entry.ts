import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

const open = promisify<Buffer, ZipFile>((buffer, done) => fromBuffer(buffer, { lazyEntries: true }, done));

/** The text of one file inside an office document. */
export async function zipEntry(archive: Buffer, name: string): Promise<string> {
  const zip = await open(archive);
  const read = promisify(zip.openReadStream.bind(zip)) as (entry: Entry) => Promise<NodeJS.ReadableStream>;
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entry.fileName === name) read(entry).then(text).then(resolve, reject);
      else zip.readEntry();
    });
    zip.on('end', () => reject(new Error(`no ${name} in the archive`)));
    zip.readEntry();
  });
}
