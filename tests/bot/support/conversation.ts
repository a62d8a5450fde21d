import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBody } from '../../../bot/channels/channel';
import { handleEvent } from '../../../bot/dialogue/engine';
import type { CodeLookup, Fact, Membership } from '../../../bot/dialogue/fact';
import { type BotWords, createSay } from '../../../bot/dialogue/say';
import { freshSession, type Session } from '../../../bot/dialogue/session';
import type { Dialogue, DialogueEvent } from '../../../bot/dialogue/step';
import type { Reply } from '../../../bot/messages';
import { buildCatalogue } from '../../../courses/catalogue';
import { loadContent } from '../../../courses/load-courses';
import type { Catalogue } from '../../../courses/model';

const content = join(__dirname, '../../../content');
const words: BotWords = {
  vi: JSON.parse(readFileSync(join(content, 'locales/vi/bot.json'), 'utf8')),
  en: JSON.parse(readFileSync(join(content, 'locales/en/bot.json'), 'utf8')),
};
export const says = createSay(words);

/** The whole curriculum as the demonstration serves it. */
export const catalogue: Catalogue = buildCatalogue({ content: loadContent(content), on: '2026-11-22', servesDrafts: true, approvals: [] });

const places = [
  { code: 'P1', name: 'Tỉnh Hoa Ban' },
  { code: 'P2', name: 'Tỉnh Sông Xanh' },
  { code: 'C1', name: 'Xã Suối Trong', parentName: 'Tỉnh Hoa Ban' },
  { code: 'C2', name: 'Phường Bình Minh', parentName: 'Tỉnh Hoa Ban' },
  { code: 'C3', name: 'Phường Bình Minh', parentName: 'Tỉnh Sông Xanh' },
];

export const dialogue: Dialogue = {
  catalogue,
  says,
  agency: { vi: 'Sở Y tế Hoa Ban', en: 'Hoa Ban Department of Health' },
  areas: {
    children: (code) =>
      code === undefined ? places.slice(0, 2) : code === 'P1' ? places.slice(2, 4) : code === 'P2' ? places.slice(4) : [],
    find: (text) => places.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase())),
    named: (code) => places.find((place) => place.code === code),
  },
  faq: { find: (text) => (/tố giác|report/i.test(text) ? { answer: 'Người tố giác được giữ bí mật.' } : undefined) },
};

export const classMembership: Membership = {
  population: 'upper-secondary',
  area: 'C1',
  organisation: 'org-1',
  group: 'group-1',
  code: 'code-1',
  identifiedBy: 'roster-code',
};

export const classCode: CodeLookup = {
  found: 'yes',
  membership: classMembership,
  groupName: '10A1',
  organisationName: 'Trường THPT Hoa Ban',
  singleUse: true,
};

/** The code that a whole class shares. */
export const groupCode: CodeLookup = {
  found: 'yes',
  membership: { ...classMembership, identifiedBy: 'account' },
  groupName: '10A1',
  organisationName: 'Trường THPT Hoa Ban',
  singleUse: false,
};

export const start = Date.UTC(2026, 10, 22, 2, 0, 0);

/** A conversation as somebody would have it; keeps every reply and fact. */
export class Chat {
  session: Session;
  readonly facts: Fact[] = [];
  readonly transcript: string[] = [];
  last: readonly Reply[] = [];
  now = start;
  private count = 0;

  constructor(
    session: Session = freshSession('vi'),
    private readonly parts: Dialogue = dialogue,
  ) {
    this.session = session;
  }

  /** Types something. */
  say(text: string, about: Partial<DialogueEvent> = {}): string {
    this.transcript.push(`> ${text}`);
    return this.send({ kind: 'message', text }, about);
  }

  /** Taps the button that begins with those words. */
  tap(label: string, about: Partial<DialogueEvent> = {}): string {
    const option = this.options().find((candidate) => candidate.label.startsWith(label));
    if (option === undefined)
      throw new Error(
        `No button ${label} among: ${this.options()
          .map((candidate) => candidate.label)
          .join(' | ')}`,
      );
    this.transcript.push(`> [${option.label}]`);
    return this.send({ kind: 'message', text: option.label, value: option.value }, about);
  }

  options(): readonly { readonly label: string; readonly value: string }[] {
    return this.last.flatMap((reply) => (reply.type === 'choice' ? reply.payload.options : []));
  }

  /** Sends any event and gives back what was said to it. */
  send(body: EventBody, about: Partial<DialogueEvent> = {}): string {
    this.count += 1;
    this.now += 30_000;
    const event = { id: `e${this.count}`, at: this.now, ...about, ...body } as DialogueEvent;
    const outcome = handleEvent(this.parts, { session: this.session, event, now: this.now });
    this.session = outcome.session;
    this.facts.push(...outcome.facts);
    if (outcome.replies.length > 0) this.last = outcome.replies;
    const said = outcome.replies.map((reply) => reply.payload.text).join('\n---\n');
    this.transcript.push(said, ...(outcome.replies.length > 0 ? this.options().map((option) => `  [${option.label}]`) : []));
    return said;
  }
}

/** A pupil with a class code who agreed to everything and stands at the menu. */
export function pupil(): Chat {
  const chat = new Chat();
  chat.send({ kind: 'joined', ref: 'code' }, { code: classCode });
  chat.tap('16 hoặc 17');
  for (let i = 0; i < 4; i += 1) chat.tap('Đồng ý');
  return chat;
}

/** The same pupil at the first question of a lesson, all of it read. */
export function atQuestion(): Chat {
  const chat = pupil();
  chat.tap('Học:');
  for (let i = 0; i < 6; i += 1) chat.say('tiếp');
  return chat;
}
