import { DateTime } from 'luxon';
import { type Campaign, type CampaignPlan, reasons, recipientsOf } from '../../campaigns/model';
import type { Progress } from '../../campaigns/progress';
import type { Translate } from '../../i18n';

type Words = { readonly say: Translate; readonly sayCli: Translate };

/** A plan as it is read at a terminal: who is written to and who is not, each with a number, then cost and end. */
export function planLines({ people, counts, priceVnd, unpriced, quotaDays, endsAt, at }: CampaignPlan, { say }: Words): readonly string[] {
  const lines = reasons.flatMap((reason) => (counts[reason] === 0 ? [] : [`${number(counts[reason])}  ${say(`reason.${reason}`)}`]));
  return [
    say('plan.head', { people, recipients: recipientsOf({ counts }), at: timeOf(at) }),
    ...lines.map((line) => `  ${line}`),
    ...(counts.paid === 0 ? [] : [say('plan.cost', { price: priceVnd.toLocaleString('vi-VN') })]),
    ...(unpriced === 0 ? [] : [say('plan.unpriced', { count: unpriced })]),
    ...(quotaDays === undefined ? [] : [say('plan.quotaDays', { count: quotaDays })]),
    ...(endsAt === undefined ? [] : [say('plan.ends', { at: timeOf(endsAt) })]),
  ];
}

export function progressLines({ messages, dropped, later }: Progress, { say, sayCli }: Words): readonly string[] {
  const why = Object.entries(dropped).map(([reason, count]) => `  ${number(count)}  ${sayCli(`outbox.reason.${reason}`)}`);
  return [say('progress.messages', messages), ...why, ...(later === 0 ? [] : [say('progress.later', { count: later })])];
}

export function campaignLine({ _id, name, state, plan, approvedBy }: Campaign, { say }: Words): string {
  const recipients = plan === undefined ? '' : `, ${say('list.recipients', { count: recipientsOf(plan) })}`;
  return `${_id}  ${say(`state.${state}`)}${state === 'planned' && approvedBy !== undefined ? `, ${say('list.approved')}` : ''}${recipients}  ${name}`;
}

function timeOf(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'Asia/Ho_Chi_Minh' }).toFormat('yyyy-MM-dd HH:mm');
}

function number(count: number): string {
  return String(count).padStart(7);
}
