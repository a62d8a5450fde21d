import { createHmac } from 'node:crypto';
import { type Connection, mongo } from 'mongoose';
import { native } from './collection';
import { type ChainHead, chainHeads } from './collections/chain-heads';

type Chain = ChainHead['_id'];
export type Link = Pick<ChainHead, 'number' | 'hash'>;

/** `first`: nothing was ever there. `false` and `missing`: somebody else wrote or removed it. */
export type Head = { readonly state: 'sound'; readonly link: Link } | { readonly state: 'first' | 'false' | 'missing' };

const none: Link = { number: 0, hash: '' };
const duplicateKey = 11_000;

/** The signed head of a chain whose last link is the one given. */
export async function readHead(db: Connection, key: Buffer, chain: Chain, last: Link | undefined): Promise<Head> {
  const head = await native(chainHeads(db)).findOne({ _id: chain });
  if (head === null) return { state: last === undefined ? 'first' : 'missing' };
  return head.mark === markOf(key, chain, head) ? { state: 'sound', link: { number: head.number, hash: head.hash } } : { state: 'false' };
}

/** What the next link follows: the last one there is, or the last there was where the end is gone, so that the gap stays to be seen. */
export async function linkToFollow(db: Connection, key: Buffer, chain: Chain, last: Link | undefined): Promise<Link> {
  const head = await readHead(db, key, chain, last);
  if (head.state === 'first') await beginHead(db, key, chain);
  return head.state === 'sound' && head.link.number > (last?.number ?? 0) ? head.link : (last ?? none);
}

/** After a link is on the disk: a stop in between leaves a head that is one behind, which is no fault. Never goes back. */
export async function moveHead(db: Connection, key: Buffer, chain: Chain, { number, hash }: Link): Promise<void> {
  const head = await native(chainHeads(db)).findOne({ _id: chain });
  if (head === null || head.mark !== markOf(key, chain, head)) return; // whoever changed it is not helped to hide it
  await native(chainHeads(db)).updateOne(
    { _id: chain, number: { $lt: number } },
    { $set: { number, hash, mark: markOf(key, chain, { number, hash }) } },
  );
}

/** Whether the chain, of which `hashAt` tells the links, still goes as far as its head says. */
export function reaches(head: Head, hashAt: (number: number) => string | undefined): boolean {
  if (head.state !== 'sound') return head.state === 'first';
  return head.link.number === 0 || hashAt(head.link.number) === head.link.hash;
}

async function beginHead(db: Connection, key: Buffer, chain: Chain): Promise<void> {
  try {
    await native(chainHeads(db)).insertOne({ _id: chain, ...none, mark: markOf(key, chain, none) });
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError) || error.code !== duplicateKey) throw error;
  }
}

function markOf(key: Buffer, chain: Chain, { number, hash }: Link): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['head', chain, number, hash]))
    .digest('hex');
}
