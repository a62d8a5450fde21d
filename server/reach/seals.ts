import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import { type Link, linkToFollow, moveHead, reaches, readHead } from '../storage/chain-head';
import { native } from '../storage/collection';
import { type Seal, seals } from '../storage/collections/seals';
import { type Ledgers, ledgersOf } from './histories';
import { dayOf, monthOf } from './period';
import type { StoredRow } from './person-history';

/** `broken` names the seals that no longer hold: a row is gone or its ciphertext was changed, or the chain was cut, at its end (`…:head`) as well. */
export type SealReport = { readonly seals: number; readonly rows: number; readonly broken: readonly string[] };

const mostRows = 1_000;
const ledgerNames = ['evidence', 'service-worker-evidence'] as const;
type LedgerName = (typeof ledgerNames)[number];
type SealedRow = { readonly _id: string; readonly sealed: mongo.Binary; readonly sealNumber?: number };

/** Seals what no seal covers yet and answers how many rows that was. Run by one process at a time. */
export async function sealPending(db: Connection, now: Date, key?: Buffer): Promise<number> {
  let sealed = 0;
  for (const name of ledgerNames) {
    await finishLast(db, name);
    for (let rows = await sealBatch(db, name, now, key); rows > 0; rows = await sealBatch(db, name, now, key)) sealed += rows;
  }
  return sealed;
}

/** Follows both chains from their beginning, with the key to their signed ends. */
export async function verifySeals(db: Connection, key?: Buffer): Promise<SealReport> {
  const broken: string[] = [];
  let rows = 0;
  let count = 0;
  for (const name of ledgerNames) {
    let previous = '';
    let listed = 0;
    const hashes = new Map<number, string>();
    for await (const seal of native(seals(db)).find({ ledger: name }).sort({ number: 1 })) {
      const hash = await hashOf(db, name, previous, seal);
      count += 1;
      if (seal.number !== count || seal.previous !== previous || seal.hash !== hash) broken.push(seal._id);
      listed += seal.rows.length;
      previous = seal.hash;
      hashes.set(seal.number, seal.hash);
    }
    if ((await ledgerOf(db, name).countDocuments({ sealNumber: { $gt: 0 } })) > listed) broken.push(`${name}:rows`);
    if (key !== undefined && !(await isWhole(db, key, name, hashes))) broken.push(`${name}:head`);
    rows += listed;
    count = 0;
  }
  return { seals: await native(seals(db)).countDocuments({}), rows, broken };
}

async function isWhole(db: Connection, key: Buffer, name: LedgerName, hashes: ReadonlyMap<number, string>): Promise<boolean> {
  const head = await readHead(db, key, name, linkOf(await lastSeal(db, name)));
  return reaches(head, (number) => hashes.get(number));
}

function linkOf(last: Seal | null): Link | undefined {
  return last === null ? undefined : { number: last.number, hash: last.hash };
}

async function sealBatch(db: Connection, name: LedgerName, at: Date, key: Buffer | undefined): Promise<number> {
  const ledger = ledgerOf(db, name);
  const pending = await ledger.find<{ _id: string }>({ unsealed: true }, { projection: { _id: 1 }, limit: mostRows }).toArray();
  if (pending.length === 0) return 0;

  const last = linkOf(await lastSeal(db, name));
  const before = key === undefined ? last : await linkToFollow(db, key, name, last);
  const number = (before?.number ?? 0) + 1;
  const rows = pending.map(({ _id }) => _id).sort();
  const previous = before?.hash ?? '';
  const hash = await hashOf(db, name, previous, { rows });
  await native(seals(db)).insertOne({
    _id: `${name}:${`${number}`.padStart(10, '0')}`,
    ledger: name,
    number,
    previous,
    rows,
    hash,
    at: sealedAt(name, at),
  });
  if (key !== undefined) await moveHead(db, key, name, { number, hash });
  await markSealed(ledger, rows, number);
  return rows.length;
}

/** When a service worker's rows were sealed would say when they learned: the month is all that is kept of it. */
function sealedAt(name: LedgerName, at: Date): Date {
  return name === 'evidence' ? at : new Date(`${monthOf(dayOf(at))}-01T00:00:00Z`);
}

/** A stop between a seal and its rows leaves rows that are sealed and do not say so. */
async function finishLast(db: Connection, name: LedgerName): Promise<void> {
  const last = await lastSeal(db, name);
  if (last !== null) await markSealed(ledgerOf(db, name), last.rows, last.number);
}

async function markSealed(ledger: mongo.Collection<StoredRow>, rows: readonly string[], number: number): Promise<void> {
  await ledger.updateMany({ _id: { $in: [...rows] } }, { $unset: { unsealed: '' }, $set: { sealNumber: number } });
}

function lastSeal(db: Connection, name: LedgerName): Promise<Seal | null> {
  return native(seals(db)).findOne({ ledger: name }, { sort: { number: -1 } });
}

/** A row that says it stands under another seal than the one that lists it counts as gone. */
async function hashOf(
  db: Connection,
  name: LedgerName,
  previous: string,
  { rows, number }: Pick<Seal, 'rows'> & Partial<Seal>,
): Promise<string> {
  const found = await ledgerOf(db, name)
    .find<SealedRow>({ _id: { $in: [...rows] } }, { projection: { sealed: 1, sealNumber: 1 } })
    .toArray();
  const here = found.filter(({ sealNumber }) => number === undefined || sealNumber === undefined || sealNumber === number);
  const ciphertext = new Map(here.map(({ _id, sealed }) => [_id, sealed]));
  const hash = createHash('sha256').update(previous);
  for (const id of rows) hash.update(`\n${id}:`).update(ciphertext.get(id)?.buffer ?? 'gone');
  return hash.digest('hex');
}

/** Sealing reads and marks rows alike in both ledgers. */
function ledgerOf(db: Connection, name: LedgerName): mongo.Collection<StoredRow> {
  const { evidence, serviceWorker }: Ledgers = ledgersOf(db);
  return (name === 'evidence' ? evidence : serviceWorker) as unknown as mongo.Collection<StoredRow>;
}
