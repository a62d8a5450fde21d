import { type Fields, fieldsOf, textOf } from '../platform-parts/fields';
import { type Answer, json } from '../platform-parts/loopback';
import type { ZaloLearner } from './learners';
import type { Platform } from './platform';
import { invalid } from './refusal';

const day = 24 * 60 * 60_000;

export function userDetail(platform: Platform, { user_id: id }: Fields): Answer {
  const learner = platform.learners.find(textOf(id) ?? '');
  if (learner === undefined) return platform.refuse(invalid('6.1', 'user_id'));
  const { notes, name } = learner;
  const avatar = 'https://s120-ava-talk.zadn.vn/default.jpg';
  return success({
    user_id: learner.id,
    user_id_by_app: learner.idByApp,
    user_external_id: notes?.externalId ?? '',
    display_name: name,
    user_alias: notes?.alias ?? name,
    is_sensitive: false,
    user_last_interaction_date: dateOf(learner.lastInteraction),
    user_is_follower: learner.following,
    avatar,
    avatars: { '120': avatar, '240': avatar },
    dynamic_param: '',
    tags_and_notes_info: { notes: [], tag_names: [...(notes?.tags ?? [])] },
    ...(notes === undefined ? {} : { shared_info: notes.shared }),
  });
}

export function userList(platform: Platform, fields: Fields): Answer {
  const { offset, count, is_follower: following, tag_name: tag, last_interaction_period: period } = fields;
  if (!inRange(offset, 0, 9951)) return platform.refuse(invalid('6.2', 'offset'));
  if (!inRange(count, 1, 50)) return platform.refuse(invalid('6.2', 'count'));
  const since = period === undefined ? undefined : sinceOf(period, platform.clock.now());
  if (since === 'invalid') return platform.refuse(invalid('6.2', 'last_interaction_period'));
  const fits = (learner: ZaloLearner): boolean =>
    (following === undefined || String(learner.following) === String(following)) &&
    (tag === undefined || learner.notes?.tags.has(String(tag)) === true) &&
    (since === undefined || ((learner.lastInteraction ?? 0) >= since.from && (learner.lastInteraction ?? 0) < since.to));
  const found = [...platform.learners.all()].filter(fits);
  const users = found.slice(offset, offset + count).map(({ id }) => ({ user_id: id }));
  return success({ total: found.length, count, offset, users });
}

export function userUpdate(platform: Platform, fields: Fields): Answer {
  const learner = platform.learners.find(textOf(fields.user_id) ?? '');
  if (learner === undefined) return platform.refuse(invalid('6.3', 'user_id'));
  const notes = notesOf(learner);
  notes.alias = textOf(fields.user_alias) ?? notes.alias;
  notes.externalId = textOf(fields.user_external_id) ?? notes.externalId;
  notes.shared = { ...notes.shared, ...fieldsOf(fields.shared_info) };
  return success({});
}

export function forgetUser(platform: Platform, fields: Fields): Answer {
  const learner = platform.learners.find(textOf(fields.user_id) ?? '');
  if (learner === undefined) return platform.refuse(invalid('6.3', 'user_id'));
  delete learner.notes;
  return success({});
}

export function tagUser(platform: Platform, { user_id: id, tag_name: tag }: Fields): Answer {
  const learner = platform.learners.find(textOf(id) ?? '');
  const name = textOf(tag);
  if (learner === undefined) return platform.refuse(invalid('6.4', 'user_id'));
  if (name === undefined || name === '') return platform.refuse(invalid('6.4', 'tag_name'));
  notesOf(learner).tags.add(name);
  void platform.tell(learner, 'add_user_to_tag', { oa_id: platform.account.oaId, tag: { user_ids: [learner.id], name } });
  return success({});
}

export function untagUser(platform: Platform, { user_id: id, tag_name: tag }: Fields): Answer {
  const learner = platform.learners.find(textOf(id) ?? '');
  const name = textOf(tag) ?? '';
  if (learner?.notes?.tags.delete(name) !== true) return platform.refuse(invalid('6.4', learner === undefined ? 'user_id' : 'tag_name'));
  void platform.tell(learner, 'remove_user_from_tag', { oa_id: platform.account.oaId, tag: { user_ids: [learner.id], name } });
  return success({});
}

export function removeTag(platform: Platform, { tag_name: tag }: Fields): Answer {
  const name = textOf(tag) ?? '';
  for (const { notes } of platform.learners.all()) notes?.tags.delete(name);
  void platform.tellOf('tags', 'remove_tag', { oa_id: platform.account.oaId, tag: { user_ids: [], name } });
  return success({});
}

export function allTags(platform: Platform): Answer {
  return success([...new Set([...platform.learners.all()].flatMap(({ notes }) => [...(notes?.tags ?? [])]))]);
}

function notesOf(learner: ZaloLearner): NonNullable<ZaloLearner['notes']> {
  learner.notes ??= { alias: learner.name, externalId: '', shared: {}, tags: new Set() };
  return learner.notes;
}

function success(data: unknown): Answer {
  return json({ error: 0, message: 'Success', data });
}

function inRange(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** Days of Vietnam, as the platform prints them. */
function dateOf(time: number | undefined): string {
  if (time === undefined) return '';
  return new Date(time + 7 * 3_600_000).toISOString().slice(0, 10).split('-').reverse().join('/');
}

function sinceOf(period: unknown, now: number): { readonly from: number; readonly to: number } | 'invalid' {
  const today = Math.floor((now + 7 * 3_600_000) / day) * day - 7 * 3_600_000;
  const spans: Readonly<Record<string, readonly [number, number]>> = {
    TODAY: [today, today + day],
    YESTERDAY: [today - day, today],
    L7D: [today - 6 * day, today + day],
    L30D: [today - 29 * day, today + day],
  };
  const named = spans[String(period)];
  if (named !== undefined) return { from: named[0], to: named[1] };
  const dates = /^(\d{4})_(\d\d)_(\d\d):(\d{4})_(\d\d)_(\d\d)$/.exec(String(period));
  if (dates === null) return 'invalid';
  const [, y1, m1, d1, y2, m2, d2] = dates;
  return { from: Date.parse(`${y1}-${m1}-${d1}T00:00:00+07:00`), to: Date.parse(`${y2}-${m2}-${d2}T00:00:00+07:00`) + day };
}
