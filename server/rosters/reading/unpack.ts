import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { limits, Refused } from './roster-file';

/** The parts of a workbook by path, unpacked. Sizes and ratios are examined before a single byte is unpacked. */
export async function unpack(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await orBroken(fromBufferPromise(bytes, { lazyEntries: true, autoClose: false }));
  const entries = await orBroken(listEntries(zip));
  refuseBombs(entries);
  refuseOtherKinds(new Set(entries.map(({ fileName }) => fileName.toLowerCase())));

  const parts = new Map<string, Buffer>();
  for (const entry of entries.filter(({ fileName }) => isRead(fileName))) {
    if (parts.has(entry.fileName)) throw new Refused('brokenFile');
    parts.set(entry.fileName, await orBroken(unpackOne(zip, entry)));
  }
  return parts;
}

async function listEntries(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > limits.parts) throw new Refused('tooManyParts', { most: `${limits.parts}` });
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function refuseBombs(entries: readonly Entry[]): void {
  const unpacked = entries.reduce((total, { uncompressedSize }) => total + uncompressedSize, 0);
  const packedTight = entries.some(
    ({ uncompressedSize, compressedSize }) => uncompressedSize > limits.ratioFromBytes && uncompressedSize > compressedSize * limits.ratio,
  );
  if (packedTight || unpacked > limits.unpackedBytes) throw new Refused('zipBomb', { megabytes: `${limits.unpackedBytes / 1024 / 1024}` });
}

function refuseOtherKinds(paths: ReadonlySet<string>): void {
  const has = (test: RegExp) => [...paths].some((path) => test.test(path));
  if (has(/(^|\/)vbaproject\.bin$/)) throw new Refused('macros');
  if (has(/^xl\/(externallinks\/|connections\.xml$)/)) throw new Refused('externalLinks');
  if (!paths.has('xl/workbook.xml')) throw new Refused('notExcel');
}

/** Pictures, drawings, comments and themes say nothing about who is on a list. */
function isRead(path: string): boolean {
  return (
    path === 'xl/_rels/workbook.xml.rels' ||
    (/^xl\/.*\.xml$/i.test(path) && !/^xl\/(theme|drawings|charts|media|comments|pivot|tables)/i.test(path))
  );
}

/** The library ends with an error as soon as a part is larger than its directory entry says. */
async function unpackOne(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.isEncrypted()) throw new Refused('passwordProtected');
  return buffer(await zip.openReadStreamPromise(entry));
}

async function orBroken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof Refused ? error : new Refused('brokenFile', {}, { cause: error });
  }
}
