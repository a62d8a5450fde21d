import type { Call, CallOptions } from '../call';
import type { Sent, UserId } from './message-types';
import { readSent } from './read-sent';

export type TemplateMessage = {
  readonly templateId: string;
  /** Exactly the parameters of the template. */
  readonly data: Readonly<Record<string, string | number>>;
};

/** Approved templates to people known by their id, whatever the window says. Keep `messageId`: no tracking id is taken here. */
export function templatesOf(call: Call) {
  return {
    sendToUser: (to: UserId, { templateId, data }: TemplateMessage, options?: CallOptions): Promise<Sent> =>
      call(
        {
          host: 'oa',
          method: 'POST',
          path: '/v3.0/oa/message/template',
          body: { user_id: to, template_id: templateId, template_data: data },
          read: readSent,
        },
        options,
      ),
  };
}
