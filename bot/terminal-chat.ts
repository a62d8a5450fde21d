import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { DateTime } from 'luxon';
import { buildCatalogue } from '../courses/catalogue';
import type { Content } from '../courses/content';
import { loadContent } from '../courses/load-courses';
import { faqIndex } from '../courses/search/faq-index';
import { fold } from '../courses/search/fold';
import { servedFaq } from '../courses/served-faq';
import { createBot, type TurnOperations } from './botpress/bot';
import { runTurn } from './botpress/run-turn';
import type { EventBody } from './channels/channel';
import { answerWithArticles } from './dialogue/answer-with-articles';
import { createSay } from './dialogue/say';
import type { Areas, Dialogue } from './dialogue/step';

/** The bot in a terminal: the real handler and the real lessons, a memory that ends with the program, and no network. */
async function main(folder: string, language: 'vi' | 'en'): Promise<void> {
  const bot = createBot(dialogueFrom(folder));
  const screen = new Screen();
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: process.stdin.isTTY });
  lines.setPrompt('> ');

  let count = 0;
  const send = async (body: EventBody): Promise<void> => {
    count += 1;
    const now = Date.now();
    const event = { id: String(count), at: now, identifiedBy: 'none', ...body } as const;
    await runTurn(bot, { conversationId: 'terminal', userId: 'terminal', event, now }, screen.client);
    lines.prompt();
  };

  await send({ kind: 'joined' });
  if (language === 'en') await send({ kind: 'message', text: 'english' });
  for await (const line of lines) await send({ kind: 'message', text: line.normalize('NFC') });
}

/** Shows what is said and keeps the session. Buttons are numbered: their numbers and words are understood when typed. */
class Screen {
  private session: unknown;

  readonly client: TurnOperations = {
    getOrSetState: async ({ payload }) => ({ state: { payload: this.session ?? payload } }),
    setState: async ({ payload }) => {
      this.session = payload;
    },
    createMessage: async ({ payload }) => process.stdout.write(`\n${linesOf(payload).join('\n')}\n\n`),
    createEvent: async () => undefined,
  };
}

function linesOf(payload: object): readonly string[] {
  const text = 'text' in payload ? String(payload.text) : '';
  const options = 'options' in payload && Array.isArray(payload.options) ? payload.options : [];
  return [text, ...options.map((option, index) => `  ${index + 1}  ${option.label}`)];
}

function dialogueFrom(folder: string): Dialogue {
  const content = loadContent(folder);
  const on = DateTime.now().setZone('Asia/Ho_Chi_Minh').toFormat('yyyy-MM-dd');
  const catalogue = buildCatalogue({ content, on, servesDrafts: true, approvals: content.approvals });
  const faq = faqIndex(servedFaq({ content, on, servesDrafts: true }));
  const words = (language: string) => JSON.parse(readFileSync(join(folder, `locales/${language}/bot.json`), 'utf8'));
  return {
    catalogue,
    areas: provinces(content),
    faq: answerWithArticles(
      () => faq,
      () => catalogue,
    ),
    says: createSay({ vi: words('vi'), en: words('en') }),
    agency: { vi: 'không có (chạy thử trong cửa sổ lệnh)', en: 'none (a trial in a terminal)' },
  };
}

function provinces({ areas }: Content): Areas {
  return {
    children: (code) => (code === undefined ? areas : []),
    find: (text) => areas.filter(({ name }) => fold(name).includes(fold(text))),
    named: (code) => areas.find((area) => area.code === code),
  };
}

const contentFolder = process.env.CONTENT_DIR ?? join(process.cwd(), 'content');
main(contentFolder, process.argv.includes('--en') ? 'en' : 'vi').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
