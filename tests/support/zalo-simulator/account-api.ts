import { type Fields, textOf } from '../platform-parts/fields';
import { type Answer, json } from '../platform-parts/loopback';
import type { ChatMessage, ZaloLearner } from './learners';
import type { Platform } from './platform';
import { invalid } from './refusal';

export function accountProfile({ account, switches, learners }: Platform): Answer {
  const followers = [...learners.all()].filter(({ following }) => following).length;
  return success({
    oaid: account.oaId,
    name: account.oaName,
    description: '',
    oa_alias: '',
    is_verified: switches.oaVerified,
    oa_type: 4,
    cate_name: 'Cơ quan nhà nước',
    num_follower: followers,
    avatar: '',
    cover: '',
    package_name: switches.packageAllows ? 'Growth' : 'Standard',
    package_valid_through_date: '31/12/2027',
    package_auto_renew_date: '',
    linked_ZCA: switches.billingLinked ? 'Z-1' : '',
  });
}

/** Per learner, or what is left of the package. */
export function quotaV3(platform: Platform, fields: Fields): Answer {
  if (fields.user_id === undefined) {
    if (fields.quota_owner !== 'OA' && fields.quota_owner !== 'APP') return platform.refuse(invalid('6.5', 'quota_owner'));
    const { product_type: product = 'cs', quota_type: type = 'sub_quota' } = fields;
    return success([
      { asset_id: 'asset-1', product_type: product, quota_type: type, valid_through: '31/12/2027', total: 2000, remain: 2000 },
    ]);
  }
  const learner = platform.learners.find(textOf(fields.user_id) ?? '');
  if (learner === undefined) return platform.refuse(invalid('6.5', 'user_id'));
  const promotion = { daily_remain: 0, daily_total: 1, monthly_remain: 4, monthly_total: 6 };
  const { lastInteraction } = learner;
  return success({
    ...(lastInteraction === undefined ? {} : { last_interaction: String(lastInteraction) }),
    cs_reply: { remain: 8, total: 8 },
    promotion,
  });
}

export function quotaV2({ switches }: Platform): Answer {
  return success({ type: 'active', remain: switches.activeQuota, total: 2000 });
}

export function conversation(platform: Platform, fields: Fields): Answer {
  const learner = platform.learners.find(textOf(fields.user_id) ?? '');
  if (learner === undefined) return platform.refuse(invalid('6.7', 'user_id'));
  const page = pageOf(fields);
  if (page === undefined) return platform.refuse(invalid('6.7', 'count'));
  const newest = [...learner.messages].reverse().slice(page.offset, page.offset + page.count);
  return success(newest.map((message) => past(platform, learner, message)));
}

export function recentChats(platform: Platform, fields: Fields): Answer {
  const page = pageOf(fields);
  if (page === undefined) return platform.refuse(invalid('6.7', 'count'));
  const latest = [...platform.learners.all()].flatMap((learner) => {
    const message = learner.messages.at(-1);
    return message === undefined ? [] : [{ learner, message }];
  });
  latest.sort((a, b) => b.message.at - a.message.at);
  return success(latest.slice(page.offset, page.offset + page.count).map(({ learner, message }) => past(platform, learner, message)));
}

const historyTypes: Readonly<Record<string, string>> = {
  image: 'photo',
  gif: 'GIF',
  audio: 'voice',
  list: 'links',
  link: 'link',
  sticker: 'sticker',
  location: 'location',
};

function past({ account }: Platform, learner: ZaloLearner, message: ChatMessage): object {
  const oa = { id: account.oaId, name: account.oaName };
  const [from, to] = message.from === 'oa' ? [oa, learner] : [learner, oa];
  return {
    src: message.from === 'oa' ? 0 : 1,
    time: message.at,
    type: historyTypes[message.kind] ?? 'text',
    message: message.text,
    message_id: message.id,
    from_id: from.id,
    to_id: to.id,
    from_display_name: from.name,
    from_avatar: '',
    to_display_name: to.name,
    to_avatar: '',
    ...(message.picture === undefined ? {} : { url: message.picture, thumb: message.picture }),
  };
}

function pageOf({ offset = 0, count = 10 }: Fields): { readonly offset: number; readonly count: number } | undefined {
  const whole = typeof offset === 'number' && typeof count === 'number' && Number.isInteger(offset) && Number.isInteger(count);
  return whole && offset >= 0 && count >= 1 && count <= 10 ? { offset, count } : undefined;
}

function success(data: unknown): Answer {
  return json({ error: 0, message: 'Success', data });
}
