import { Schema } from 'mongoose';
import { collection } from '../collection';

export const auditActions = [
  'staff-created',
  'staff-invited',
  'staff-disabled',
  'staff-enabled',
  'staff-role-changed',
  'staff-unlocked',
  'staff-locked',
  'invitation-withdrawn',
  'invitation-accepted',
  'password-changed',
  'password-reset',
  'password-link-made',
  'second-factor-set',
  'second-factor-removed',
  'second-factor-failed',
  'recovery-code-used',
  'recovery-codes-renewed',
  'sign-in-ended',
  'sign-ins-read',
  'audit-searched',
  'audit-checked',
  'third-party-request-entered',
  'third-party-request-read',
  'third-party-request-decided',
  'signed-in',
  'sign-in-failed',
  'signed-out',
  'exported',
  'reply-sent-again',
  'reply-given-up',
  'campaign-planned',
  'campaign-approved',
  'campaign-started',
  'campaign-paused',
  'campaign-resumed',
  'campaign-cancelled',
  'shift-set',
  'channel-ways-set',
  'readiness-recorded',
  'meeting-planned',
  'meeting-counted',
  'meeting-list-saved',
  'meeting-confirmed',
  'meeting-query-cleared',
  'evidence-query-cleared',
  'meeting-cancelled',
  'meeting-link-made',
  'meeting-sheet-printed',
  'meeting-file-added',
  'meeting-file-read',
  'check-in-opened',
  'zalo-connected',
  'zalo-disconnected',
  'roster-staged',
  'roster-read',
  'roster-confirmed',
  'roster-undone',
  'roster-basis-recorded',
  'roster-basis-decided',
  'roster-basis-withdrawn',
  'stock-recorded',
  'denominator-entered',
  'denominators-listed',
  'denominator-approved',
  'denominator-refused',
  'denominator-withdrawn',
  'paper-read',
  'returns-asked',
  'returns-reminded',
  'return-sent',
  'return-accepted',
  'return-returned',
  'output-entered',
  'output-withdrawn',
  'figure-entered',
  'figure-confirmed',
  'figure-refused',
  'plan-task-set',
  'plan-drafted',
  'plan-draft-changed',
  'plan-draft-discarded',
  'plan-imported',
  'report-drafted',
  'report-refreshed',
  'report-edited',
  'report-checked',
  'report-returned',
  'report-signed-off',
  'report-downloaded',
  'place-saved',
  'place-closed',
  'proof-made',
  'codes-made',
  'codes-withdrawn',
  'places-imported',
  'places-import-undone',
  'areas-imported',
  'slips-recorded',
  'slips-withdrawn',
  'data-request-opened',
  'data-request-acknowledged',
  'data-request-extended',
  'data-request-closed',
  'own-data-read',
  'own-data-exported',
  'consents-withdrawn',
  'erasure-begun',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** One act, never changed or removed. `hash` covers the row and the hash before it (`server/staff/audit.ts`). */
export type AuditRow = {
  readonly _id: number; // 1, 2, 3 …: a gap shows
  readonly at: Date;
  readonly actor: string; // staff id, `cli` for whoever runs a command on the server, or a keyed hash of a name nobody has
  readonly action: AuditAction;
  readonly subject: string; // what it was done to: a plan, an indicator with its filters, a staff id, an outbox row
  readonly previous: string;
  readonly hash: string;
};

const schema = new Schema<AuditRow>(
  {
    _id: { type: Number, required: true },
    at: { type: Date, required: true },
    actor: { type: String, required: true },
    action: { type: String, required: true, enum: auditActions },
    subject: { type: String, default: '' },
    previous: { type: String, default: '' },
    hash: { type: String, required: true },
  },
  { versionKey: false, autoIndex: false },
);
schema.index({ actor: 1, _id: -1 });
schema.index({ action: 1, _id: -1 });
schema.index({ subject: 1 });
schema.index({ at: 1 });

/** Shard key: none. One chain, appended a few times a minute at most. */
export const audit = collection<AuditRow>('audit', schema);
