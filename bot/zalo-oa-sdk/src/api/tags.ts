import type { Call, CallOptions } from '../call';
import type { Fields } from '../json';
import { listOf, textOf } from '../json';
import type { UserId } from './message-types';

/** Labels staff see beside a person. One source says a person has one at a time: keep nothing in them that must not be lost. */
export function tagsOf(call: Call) {
  const write = (path: string, body: Fields, options?: CallOptions): Promise<void> =>
    call({ host: 'oa', method: 'POST', path, body, repeatable: true, read: () => true }, options).then(() => undefined);
  return {
    /** Makes the tag when there is none of that name. */
    add: (userId: UserId, tag: string, options?: CallOptions) =>
      write('/v2.0/oa/tag/tagfollower', { user_id: userId, tag_name: tag }, options),
    remove: (userId: UserId, tag: string, options?: CallOptions) =>
      write('/v2.0/oa/tag/rmfollowerfromtag', { user_id: userId, tag_name: tag }, options),
    /** Takes the tag from everybody. */
    drop: (tag: string, options?: CallOptions) => write('/v2.0/oa/tag/rmtag', { tag_name: tag }, options),
    list: (options?: CallOptions): Promise<readonly string[]> =>
      call(
        {
          host: 'oa',
          method: 'GET',
          path: '/v2.0/oa/tag/gettagsofoa',
          read: (data) => listOf(data).flatMap((tag) => textOf(tag) ?? []),
        },
        options,
      ),
  };
}
