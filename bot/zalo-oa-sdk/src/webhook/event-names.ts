/** What happened, by kind. Sources spell some names differently: every spelling is here. */
export const eventFamilies = {
  user_message: [
    'user_send_text',
    'user_send_image',
    'user_send_gif',
    'user_send_link',
    'user_send_audio',
    'user_send_video',
    'user_send_sticker',
    'user_send_location',
    'user_send_file',
    'user_send_business_card',
  ],
  oa_message: ['oa_send_text', 'oa_send_image', 'oa_send_gif', 'oa_send_list', 'oa_send_file', 'oa_send_sticker', 'oa_send_template'],
  follow: ['follow', 'unfollow'],
  chat_now: ['user_click_chatnow'],
  receipt: ['user_received_message', 'user_seen_message'],
  reaction: ['user_reacted_message', 'oa_reacted_message'],
  submitted_info: ['user_submit_info'],
  account: ['user_withdraw', 'update_user_info', 'permission_revoked', 'extension_purchased'],
  shop: ['user_asking_product', 'shop_has_order'],
  anonymous_message: ['anonymous_send_text', 'anonymous_send_image', 'anonymous_send_file', 'anonymous_send_sticker'],
  oa_anonymous_message: ['oa_send_anonymous_text', 'oa_send_anonymous_image', 'oa_send_anonymous_file', 'oa_send_anonymous_sticker'],
  tag: ['add_user_to_tag', 'remove_user_from_tag', 'remove_tag'],
  widget: ['widget_interaction_accepted', 'widget_failed_to_sync_user_external_id'],
  call: ['oa_send_consent', 'user_reply_consent', 'user_call_oa', 'oa_call_user'],
  group_message: groupMessages('user_send_group_'),
  oa_group_message: groupMessages('oa_send_group_'),
  group: [
    'create_group',
    'user_join_group',
    'user_request_join_group',
    'add_group_admin',
    'remove_group_admin',
    'update_group_info',
    'accept_request_join_group',
    'react_request_join_group',
    'react_request_join_group_accept',
    'reject_request_join_group',
    'react_request_join_group_reject',
    'user_out_group',
    'user_leave_group',
    'delete_group',
    'disperse_group',
  ],
  template: [
    'change_template_status',
    'change_template_quality',
    'change_template_quota',
    'change_oa_daily_quota',
    'change_oa_template_tags',
    'user_feedback',
    'user_click_response_button',
    'event_journey_acknowledged',
    'event_journey_time_out',
  ],
} as const;

export type EventFamily = keyof typeof eventFamilies;

const byName: ReadonlyMap<string, EventFamily> = new Map(
  families().flatMap((family) => eventFamilies[family].map((name): [string, EventFamily] => [name, family])),
);

/** `undefined`: a name nobody has described. Answer it with 200 and let it be. */
export function familyOf(name: string): EventFamily | undefined {
  return byName.get(name);
}

function families(): readonly EventFamily[] {
  return Object.keys(eventFamilies).filter((name): name is EventFamily => name in eventFamilies);
}

function groupMessages(prefix: 'user_send_group_' | 'oa_send_group_'): readonly string[] {
  const kinds = ['text', 'image', 'link', 'audio', 'video', 'location', 'business_card', 'sticker', 'gif', 'file'];
  return kinds.map((kind) => `${prefix}${kind}`);
}
