import type { Conversation } from '../conversation/model';
import { copyId } from '../reach/moved-rows';
import { native } from '../storage/collection';
import { linkCodes } from '../storage/collections/link-codes';
import { type LinkRow, links } from '../storage/collections/links';
import { people } from '../storage/collections/people';
import { insertNew } from '../storage/insert-new';
import { evidenceOf, type MoveDeps, moveEvidence } from './move-evidence';
import { updatePeople } from './person';

/** What follows from a turn that linked: the row that says so, and what the old pseudonym had counts as the person's. May be run again. */
export async function spreadLink(deps: MoveDeps, conversation: Conversation, code: string): Promise<void> {
  const { db } = deps;
  const { person: was, at } = conversation.turn;
  const { person } = conversation;
  const shown = await native(linkCodes(db)).findOne({ _id: code });
  if (shown === null) return;

  const counted = await native(people(db)).findOne({ _id: was });
  const held = counted?.membership === undefined ? {} : { membership: counted.membership };
  const row: LinkRow = { _id: code, person, was, shown: shown.conversation, typed: conversation._id, ...held, from: at, until: null };
  await insertNew(native(links(db)), [row]);

  await moveEvidence(deps, { id: code, from: was, to: person, at });
  await native(people(db)).updateOne({ _id: was }, { $unset: { membership: '' } });
  const { membership, ageBand } = conversation.session;
  const said = { ...(membership === undefined ? {} : { membership }), ...(ageBand === undefined ? {} : { ageBand }) };
  await updatePeople(db, [{ id: person, ...said }]);
}

/** Parts the conversation from its person, or, where the code was shown, the person's others from it. May be run again. */
export async function spreadUnlink(deps: MoveDeps, { _id, turn }: Conversation): Promise<void> {
  const rows = native(links(deps.db));
  const open = await rows.find({ person: turn.person, until: null }).toArray();
  const own = open.filter(({ typed }) => typed === _id);
  for (const link of own.length > 0 ? own : open) {
    await part(deps, link, turn.at);
    await rows.updateOne({ _id: link._id }, { $set: { until: turn.at } });
  }
}

/** What came with the conversation goes back with it; what was learned since stays with the person. */
async function part(deps: MoveDeps, { _id, person, was, membership }: LinkRow, at: Date): Promise<void> {
  const own = await evidenceOf(deps.db, was);
  const only = new Set(own.map((row) => copyId(deps.keys, _id, row._id)));
  await moveEvidence(deps, { id: `${_id}:back`, from: person, to: was, at, only });
  if (membership !== undefined) await updatePeople(deps.db, [{ id: was, membership }]);
}
