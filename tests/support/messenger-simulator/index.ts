import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SentMessage = {
  readonly to: string;
  readonly text: string;
  readonly metadata: string;
  readonly quickReplies: readonly { readonly title: string; readonly payload: string }[];
};

/** What goes wrong with the next send: an error object, a status with a page, a line that drops, or no answer at all. */
export type Trouble =
  | { readonly error: { readonly code: number; readonly error_subcode?: number }; readonly status?: number }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly page?: string }
  | 'drop-before-answer'
  | 'never-answer';

/** Plays Meta on loopback: takes sends with the rules of the Send API, and signs the webhook calls it would make. */
export class MessengerSimulator {
  readonly sent: SentMessage[] = [];
  readonly refused: string[] = [];
  private readonly troubles: Trouble[] = [];
  private readonly server: Server;

  constructor(
    readonly appSecret: string,
    readonly pageToken: string,
  ) {
    this.server = createServer((request, response) => void this.take(request, response));
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  next(...troubles: readonly Trouble[]): void {
    this.troubles.push(...troubles);
  }

  /** A webhook call as Meta makes it: every letter beyond ASCII escaped, signed over exactly these bytes. */
  webhook(...messaging: readonly object[]): { readonly body: Buffer; readonly headers: Readonly<Record<string, string>> } {
    const entry = messaging.map((event) => ({ id: 'page', time: Date.now(), messaging: [event] }));
    const json = JSON.stringify({ object: 'page', entry });
    const body = Buffer.from(json.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`));
    const signature = createHmac('sha256', this.appSecret).update(body).digest('hex');
    return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } };
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const trouble = this.troubles.shift();
    if (trouble === 'never-answer') return;
    if (trouble === 'drop-before-answer') {
      request.socket.destroy();
      return;
    }
    if (trouble !== undefined && 'error' in trouble)
      return answer(response, trouble.status ?? 400, { error: { message: 'no', type: 'OAuthException', ...trouble.error } });
    if (trouble !== undefined) {
      response.writeHead(trouble.status, trouble.headers).end(trouble.page ?? '<html>busy</html>');
      return;
    }
    const fault = this.faultOf(request, Buffer.concat(chunks).toString('utf8'));
    if (fault === undefined) return answer(response, 200, { recipient_id: '1', message_id: `m_${this.sent.length}` });
    this.refused.push(fault);
    answer(response, 400, { error: { message: fault, type: 'OAuthException', code: fault === 'token' ? 190 : 100 } });
  }

  private faultOf(request: IncomingMessage, text: string): string | undefined {
    if (request.method !== 'POST' || !/^\/v\d+\.\d+\/me\/messages$/.test(request.url ?? '')) return 'path';
    if (request.headers.authorization !== `Bearer ${this.pageToken}`) return 'token';
    const { recipient, messaging_type: type, message } = JSON.parse(text);
    const quickReplies = message.quick_replies ?? [];
    if (typeof recipient.id !== 'string' || !['RESPONSE', 'UPDATE'].includes(type)) return 'recipient';
    if (message.attachment !== undefined) return this.templateFault(recipient.id, message);
    if (message.text === '' || message.text.normalize('NFC').length > 2000 || message.metadata.length >= 1000) return 'text';
    if (quickReplies.length > 13) return 'quick replies';
    if (
      quickReplies.some((one: { title: string; payload: string }) => one.title === '' || one.title.length > 20 || one.payload.length > 1000)
    )
      return 'quick reply';
    this.sent.push({ to: recipient.id, text: message.text, metadata: message.metadata, quickReplies });
    return undefined;
  }

  private templateFault(to: string, { metadata, attachment }: { metadata: string; attachment: { payload: Template } }): string | undefined {
    const { text = '', buttons = [], elements = [] } = attachment.payload;
    const all = [...buttons, ...elements.flatMap((element) => element.buttons)];
    if (text.length > 640 || buttons.length > 3 || elements.length > 10) return 'template';
    if (elements.some(({ title, buttons: own }) => title.length > 80 || own.length === 0 || own.length > 3)) return 'element';
    if (all.length === 0 || all.some(({ title, payload }) => title === '' || title.length > 20 || payload.length > 1000)) return 'button';
    this.sent.push({ to, text, metadata, quickReplies: all });
    return undefined;
  }
}

type Button = { readonly title: string; readonly payload: string };
type Template = {
  readonly text?: string;
  readonly buttons?: readonly Button[];
  readonly elements?: readonly { readonly title: string; readonly buttons: readonly Button[] }[];
};

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
