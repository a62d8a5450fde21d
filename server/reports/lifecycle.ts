import type { Connection, mongo } from 'mongoose';
import { ulid } from 'ulid';
import { type Keys, keyedHash } from '../keys';
import { type ReportAct, type ReportRow, reportsWithin } from '../storage/collections/reports';
import type { Bounds } from '../storage/within';
import { canonicalHash } from './canonical';
import { type Edit, type Issuer, outdatedEdits, reportBlocks } from './compose';
import { dropBase, keepBase } from './report-base';
import type { ReportSnapshot } from './snapshot';
import type { Words } from './words';

export type Changed =
  | 'done'
  | 'not_found'
  | 'frozen'
  | 'not_draft'
  | 'not_checked'
  | 'own_work'
  | 'outdated_edits'
  | 'no_such_text'
  | 'changed_meanwhile';

/** Who changes a report, when, and how far they may look. */
export type ReportDeps = { readonly db: Connection; readonly bounds: Bounds; readonly by: string; readonly now: Date };

export async function draftReport(
  { db, bounds, by, now }: ReportDeps,
  draft: { readonly snapshot: ReportSnapshot; readonly area: string; readonly issuer: Issuer; readonly corrects?: string },
): Promise<ReportRow> {
  const { snapshot, area, issuer, corrects } = draft;
  const row: ReportRow = {
    _id: ulid(now.getTime()),
    plan: snapshot.plan.id,
    area,
    period: snapshot.period,
    issuer,
    state: 'draft',
    version: 1,
    snapshot,
    edits: [],
    acts: [{ at: now, by, did: 'drafted' }],
    ...(corrects === undefined ? {} : { corrects }),
  };
  await keepBase(db, row._id, snapshot);
  await reportsWithin(db, bounds).insert([row]);
  return row;
}

/** New figures under the same edits; those over a text that has changed are named until somebody looks at them again. */
export async function refreshReport(deps: ReportDeps, id: string, snapshot: ReportSnapshot): Promise<Changed> {
  let before: ReportSnapshot | undefined;
  await keepBase(deps.db, id, snapshot);
  const changed = await change(deps, id, 'refreshed', (row) => {
    before = row.snapshot;
    return row.state === 'draft' ? { $set: { snapshot } } : 'not_draft';
  });
  const unused = changed === 'done' ? before : snapshot;
  const shown = await reportsWithin(deps.db, 'everything').findOne({ _id: { $eq: id } });
  if (unused !== undefined && unused.takenAt !== shown?.snapshot.takenAt) await dropBase(deps.db, id, unused);
  return changed;
}

/** An empty text takes the edit back. Tables have no text. */
export function editReport(
  deps: ReportDeps,
  id: string,
  edit: { readonly id: string; readonly text: string },
  words: Words,
): Promise<Changed> {
  return change(deps, id, 'edited', (row) => {
    if (row.state !== 'draft') return 'not_draft';
    const found = reportBlocks(row.snapshot, row.issuer, words).find((block) => block.id === edit.id)?.block;
    if (found === undefined || found.kind === 'table') return 'no_such_text';
    const others = row.edits.filter(({ id: other }) => other !== edit.id);
    const text = edit.text.normalize('NFC').trim();
    const mine: Edit = { id: edit.id, text, instead: found.text, by: deps.by, at: deps.now };
    return { $set: { edits: text === '' || text === found.text ? others : [...others, mine] } };
  });
}

/** Somebody who did not write it has compared it with the screen. */
export function checkReport(deps: ReportDeps, id: string, words: Words): Promise<Changed> {
  return change(deps, id, 'checked', (row) => {
    if (row.state !== 'draft') return 'not_draft';
    if (wrote(row, deps.by)) return 'own_work';
    const blocks = reportBlocks(row.snapshot, row.issuer, words);
    return outdatedEdits(blocks, row.edits).length > 0 ? 'outdated_edits' : { $set: { state: 'checked' } };
  });
}

/** Back to its writers, with the reason. */
export function returnReport(deps: ReportDeps, id: string, note: string): Promise<Changed> {
  return change(deps, id, 'returned', (row) => (row.state === 'checked' ? { $set: { state: 'draft' } } : 'not_checked'), note);
}

/** Signed off, a report never changes again: content, figures and rules are covered by one hash and its keyed mark. */
export function signOffReport(deps: ReportDeps, id: string, keys: Keys): Promise<Changed> {
  return change(deps, id, 'signed-off', (row) => {
    if (row.state !== 'checked') return 'not_checked';
    if (wrote(row, deps.by)) return 'own_work';
    const hash = contentHash(row);
    const frozen = { at: deps.now, hash, mark: keyedHash(keys.of('report'), `${row._id}:${hash}`) };
    return { $set: { state: 'frozen', frozen } };
  });
}

/** Whether a frozen report is still what was signed off. */
export function isIntact(row: ReportRow, keys: Keys): boolean {
  if (row.frozen === undefined) return row.state !== 'frozen';
  const hash = contentHash(row);
  return row.frozen.hash === hash && row.frozen.mark === keyedHash(keys.of('report'), `${row._id}:${hash}`);
}

function contentHash({ plan, area, period, issuer, snapshot, edits, corrects }: ReportRow): string {
  return canonicalHash({ plan, area, period, issuer, snapshot, edits, corrects });
}

/** Whoever drafted, refreshed or edited a report has written it. */
function wrote({ acts }: ReportRow, staff: string): boolean {
  return acts.some(({ by, did }) => by === staff && (did === 'drafted' || did === 'refreshed' || did === 'edited'));
}

type Update = { readonly $set: Partial<Pick<ReportRow, 'state' | 'snapshot' | 'edits' | 'frozen'>> };

/** Every change is judged by the row as it is and written only onto that row; a frozen one takes none. */
async function change(
  { db, bounds, by, now }: ReportDeps,
  id: string,
  did: ReportAct['did'],
  decide: (row: ReportRow) => Update | Changed,
  note?: string,
): Promise<Changed> {
  const rows = reportsWithin(db, bounds);
  const row = await rows.findOne({ _id: { $eq: id } });
  if (row === undefined) return 'not_found';
  if (row.state === 'frozen') return 'frozen';
  const decided = decide(row);
  if (typeof decided === 'string') return decided;

  const act: ReportAct = { at: now, by, did, ...(note === undefined ? {} : { note }) };
  const update = { $set: { ...decided.$set, version: row.version + 1, acts: [...row.acts, act] } };
  const found = await rows.update({ _id: id, version: row.version }, update as mongo.UpdateFilter<ReportRow>); // readonly fields, written whole
  return found === 1 ? 'done' : 'changed_meanwhile';
}
