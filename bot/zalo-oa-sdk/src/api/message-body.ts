import type { Fields } from '../json';
import type { Action, Button, ListElement, MessageContent, PictureSource } from './message-types';

/** A message in the platform's words. */
export function messageBody(content: MessageContent): Fields {
  switch (content.kind) {
    case 'text':
      return { text: content.text, ...(content.quote === undefined ? {} : { quote_message_id: content.quote }) };
    case 'buttons':
      return { text: content.text, attachment: template({ buttons: content.buttons.map(buttonBody) }) };
    case 'file':
      return { attachment: { type: 'file', payload: { token: content.token } } };
    case 'list':
      return {
        attachment: template({ template_type: 'list', elements: content.elements.map(elementBody), ...buttonsBody(content.buttons) }),
      };
    case 'request-info': {
      const { title, subtitle, imageUrl } = content;
      return { attachment: template({ template_type: 'request_user_info', elements: [{ title, subtitle, image_url: imageUrl }] }) };
    }
    default:
      return mediaBody(content);
  }
}

function mediaBody(content: Extract<MessageContent, { readonly kind: 'image' | 'gif' | 'sticker' }>): Fields {
  if (content.kind === 'sticker') return { attachment: media({ media_type: 'sticker', attachment_id: content.stickerId }) };
  const text = content.text === undefined ? {} : { text: content.text };
  const picture = pictureBody(content.picture);
  if (content.kind === 'image') {
    return { ...text, attachment: media({ media_type: 'image', ...picture }, buttonsBody(content.buttons)) };
  }
  return { ...text, attachment: media({ media_type: 'gif', ...picture, width: content.width, height: content.height }) };
}

function media(element: Fields, more: Fields = {}): Fields {
  return template({ template_type: 'media', elements: [element], ...more });
}

function template(payload: Fields): Fields {
  return { type: 'template', payload };
}

function pictureBody(picture: PictureSource): Fields {
  return 'url' in picture ? { url: picture.url } : { attachment_id: picture.attachmentId };
}

function buttonsBody(buttons: readonly Button[] | undefined): Fields {
  return buttons === undefined || buttons.length === 0 ? {} : { buttons: buttons.map(buttonBody) };
}

function buttonBody(button: Button): Fields {
  const { title, imageIcon, type } = button;
  return { title, type, payload: payloadOf(button), ...(imageIcon === undefined ? {} : { image_icon: imageIcon }) };
}

/** A line of a list writes an address flat where a button nests it. */
function elementBody({ title, subtitle, imageUrl, action }: ListElement): Fields {
  return {
    title,
    ...(subtitle === undefined ? {} : { subtitle }),
    ...(imageUrl === undefined ? {} : { image_url: imageUrl }),
    ...(action === undefined ? {} : { default_action: defaultAction(action) }),
  };
}

function defaultAction(action: Action): Fields {
  return action.type === 'oa.open.url' ? { type: action.type, url: action.url } : { type: action.type, payload: payloadOf(action) };
}

function payloadOf(action: Action): unknown {
  switch (action.type) {
    case 'oa.open.url':
      return { url: action.url };
    case 'oa.open.sms':
      return { content: action.content, phone_code: action.phone };
    case 'oa.open.phone':
      return { phone_code: action.phone };
    default:
      return action.payload;
  }
}
