import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from '@botpress/client';
import type { Bot, Integration } from '@botpress/sdk';

type Tags = Readonly<Record<string, string>>;
type Kept = { readonly id: string; readonly tags: Tags };
type Message = Kept & { readonly type: string; readonly payload: object; readonly userId: string; readonly conversationId: string };
type Call = Record<string, unknown> & { readonly tags: Tags; readonly type: string; readonly payload: object };

const configuration = Buffer.from(JSON.stringify({ payload: '{}' })).toString('base64');

/**
 * The part of Botpress that a bot and an integration meet, on this machine: users, conversations, messages, events and states by HTTP,
 * each made once; what a person wrote goes to the bot, what the bot says to the integration.
 */
export class SmallBotpress {
  readonly client: Client;
  private readonly users: Kept[] = [];
  private readonly conversations: Kept[] = [];
  private readonly messages: Message[] = [];
  private readonly states = new Map<string, unknown>();
  private readonly waiting: (() => Promise<void>)[] = [];
  private constructor(
    private readonly server: Server,
    private readonly parts: { readonly bot: Bot; readonly integration: Integration; readonly now: () => Date },
  ) {
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.client = new Client({ apiUrl, botId: 'hieu-luat', token: 'none', retry: { retries: 0 } });
  }

  static async start(parts: SmallBotpress['parts']): Promise<SmallBotpress> {
    const server = createServer((request, response) => {
      void body(request).then((call) => {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(botpress.answer(request.url ?? '', call)));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const botpress = new SmallBotpress(server, parts);
    return botpress;
  }

  /** Passes a platform's request on to the integration, and then everything that follows from it. */
  async webhook(request: { method: string; url: string; headers: Readonly<Record<string, string | undefined>>; body: Buffer }) {
    const url = new URL(request.url, 'http://webhook');
    const req = {
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      headers: { ...request.headers },
      body: request.body.toString(),
    };
    const answered = await this.parts.integration.webhook({ ...this.props(), req });
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) await next();
    return answered;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  private answer(url: string, call: Call): object {
    const path = url.replace(/\?.*/, '');
    if (path.endsWith('/users/get-or-create')) return { user: this.once(this.users, call), meta: {} };
    if (path.endsWith('/conversations/get-or-create')) return { conversation: this.once(this.conversations, call), meta: {} };
    if (path.endsWith('/messages/get-or-create')) return { message: this.taken(call), meta: {} };
    if (path.endsWith('/messages')) return { message: this.said(call) };
    if (path.endsWith('/events')) return { event: this.happened(call) };
    return this.state(path, call);
  }

  private once(kept: Kept[], { tags }: Call): Kept {
    const known = kept.find((one) => one.tags.id === tags.id);
    if (known !== undefined) return known;
    const made = { id: `${kept.length + 1}`, tags };
    kept.push(made);
    return made;
  }

  private taken(call: Call): Message {
    const known = this.messages.find(({ tags }) => tags.id === call.tags.id);
    if (known !== undefined) return known;
    const message = this.keep(call);
    this.waiting.push(() => this.toBot('message_created', message.conversationId, message.userId, { message }));
    return message;
  }

  private said(call: Call): Message {
    const message = this.keep({ ...call, tags: {} });
    this.waiting.push(() => this.toIntegration(message));
    return message;
  }

  private happened(call: Call): object {
    const { type, conversationId, userId, payload } = call;
    const app = this.conversations.find(({ id }) => id === conversationId)?.tags.app ?? '';
    if (type !== 'fact') this.waiting.push(() => this.toBot(`${app}:${type}`, String(conversationId), String(userId), payload));
    return { id: 'e', type: call.type, payload: call.payload };
  }

  private state(path: string, { payload }: Call): object {
    const [, name = ''] = /\/states\/(.+?)(?:\/get-or-set)?$/.exec(path) ?? [];
    if (!path.endsWith('/get-or-set') || !this.states.has(name)) this.states.set(name, payload);
    return { state: { payload: this.states.get(name) }, meta: {} };
  }

  private keep({ type, payload, tags, userId, conversationId }: Call): Message {
    const message = {
      id: `m${this.messages.length + 1}`,
      type,
      payload,
      tags,
      userId: String(userId),
      conversationId: String(conversationId),
    };
    this.messages.push(message);
    return message;
  }

  private async toBot(type: string, conversationId: string, userId: string, payload: object): Promise<void> {
    const createdAt = this.parts.now().toISOString();
    const conversation = this.conversations.find(({ id }) => id === conversationId);
    const event = { id: 'e', type, createdAt, status: 'pending', conversationId, userId, payload: { ...payload, conversation } };
    const operation = { 'x-bp-operation': 'event_received', 'x-bp-type': type === 'message_created' ? type : 'event_received' };
    const headers = { 'x-bot-id': 'hieu-luat', 'x-bp-configuration': configuration, ...operation };
    const response = await this.parts.bot.handler(
      { method: 'POST', path: '/', query: '', headers, body: JSON.stringify({ event }) },
      { client: this.client },
    );
    if ((response?.status ?? 200) >= 300) throw new Error(`The bot answered ${response?.status}: ${response?.body}`);
  }

  private async toIntegration(message: Message): Promise<void> {
    const conversation = this.conversations.find(({ id }) => id === message.conversationId);
    const say = this.parts.integration.channels.chat?.messages?.[message.type];
    if (say === undefined || conversation === undefined) throw new Error(`Nobody says ${message.type}`);
    const { type, payload } = message;
    const said = { ...this.props(), type, payload, message, conversation, ack: async () => undefined, user: { id: 'bot' } };
    await say(said as unknown as Parameters<typeof say>[0]); // the rest of what Botpress hands over is not looked at
  }

  private props(): Omit<Parameters<Integration['webhook']>[0], 'req'> {
    return { client: this.client } as unknown as Parameters<Integration['webhook']>[0]; // likewise
  }
}

async function body(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
}
