import type { Connection } from 'mongoose';
import { conversationId } from '../conversation/accept-event';
import type { Conversation } from '../conversation/model';
import { type Keys, keyedHash } from '../keys';
import { isServiceWorkerRow } from '../reach/model';
import { native } from '../storage/collection';
import { type EvidenceMark, evidenceMarks } from '../storage/collections/evidence-marks';
import { webDevices } from '../storage/collections/web-devices';
import { insertNew } from '../storage/insert-new';

/** A web chat was opened in this browser; the cookie itself is not kept. */
export async function noteDevice(
  db: Connection,
  keys: Keys,
  { sender, cookie, at }: { sender: string; cookie: string; at: Date },
): Promise<void> {
  const _id = conversationId(keys, 'web', 'web', sender);
  const device = keyedHash(keys.of('web-device'), cookie);
  await native(webDevices(db)).updateOne({ _id }, { $set: { device, at } }, { upsert: true });
}

/** Marks the lessons that these turns have counted. Of service workers nothing is marked, and their chat's browser is forgotten. */
export async function noteEvidence(db: Connection, turns: readonly Conversation[]): Promise<void> {
  const apart = turns.filter(({ session }) => session.membership?.population === 'service-worker').map(({ _id }) => _id);
  if (apart.length > 0) await native(webDevices(db)).deleteMany({ _id: { $in: apart } });

  const lessons = turns.flatMap(({ _id, turn }) =>
    turn.evidence.flatMap((row) =>
      isServiceWorkerRow(row) || row.lesson === undefined || row.rung === 'understood' || row.recall === true
        ? []
        : [{ conversation: _id, _id: row._id, at: new Date(row.at) }],
    ),
  );
  if (lessons.length === 0) return;
  const ids = lessons.map(({ conversation }) => conversation);
  const known = await native(webDevices(db))
    .find({ _id: { $in: ids } })
    .toArray();
  const devices = new Map(known.map(({ _id, device }) => [_id, device]));
  await insertNew(
    native(evidenceMarks(db)),
    lessons.map(({ conversation, _id, at }): EvidenceMark => {
      const device = devices.get(conversation);
      return { _id, at, ...(device === undefined ? {} : { device }) };
    }),
  );
}
