import { codeIsSet, endSession, openSession, reportActivity } from './api';
import { createCodeDialog } from './code-dialog';
import { createComposer } from './composer';
import { createConversation } from './conversation';
import { backoffMs } from './event-queue';
import { createIdleWatch } from './idle-watch';
import { takeJoinCode } from './join-code';
import { forget, recall } from './memory';
import { createLineNotice } from './notices';
import type { Opening } from './protocol';
import { finishExit, leave } from './quick-exit';
import { createResumeScreen } from './resume-screen';
import { createServerClock } from './server-clock';
import { createTabs, type TabNews } from './tabs';
import type { Words } from './words';

const idleLimitMs = 10 * 60_000;

export type VisitDeps = { readonly words: Words; readonly language: string; readonly exitUrl: string };

/** One visit of the page: opens the chat, hides it when nobody is there, opens it again, leaves it. */
export function createVisit({ words, language, exitUrl }: VisitDeps) {
  const monotonic = () => performance.now();
  const clock = createServerClock(monotonic);
  const tell = createTabs(hear);
  const line = createLineNotice(words);
  const codeDialog = createCodeDialog(words);
  const composer = createComposer(words, (text) => conversation.say(text));
  const resumeScreen = createResumeScreen(words, { onOpen: reopen, onAnew: () => void startAnew() });
  const conversation = createConversation({
    words,
    stamp: clock.stamp,
    line,
    onHidden: () => void hide(),
    onSignedOut: restart,
    onSaid: (id, text) => tell({ kind: 'said', id, text }),
  });
  const idle = createIdleWatch({ limitMs: idleLimitMs, wall: Date.now, monotonic, onIdle: () => void hide(), onActive: stayOpen });
  let joinCode = takeJoinCode();
  let hidden = true;

  async function begin(failures = 0): Promise<void> {
    const opening = (await finishExit()) ? await openSession() : undefined;
    if (opening === undefined) {
      line('lost');
      setTimeout(() => void begin(failures + 1), backoffMs(failures + 1));
      return;
    }
    line('live');
    clock.hear(opening.now);
    if (opening.state === 'locked') showHidden(opening.code);
    else enter(opening);
  }

  /** A reload goes on where it was; a new chat begins with the code the link brought, in the language of the page. */
  function enter(opening: Opening): void {
    const isNew = opening.state === 'new';
    if (isNew) forget();
    const remembered = recall();
    hidden = false;
    idle.restart();
    resumeScreen.hide();
    composer.show();
    codeDialog.show();
    conversation.open({ ...remembered, cursor: Math.max(remembered.cursor, opening.after) });
    const inOtherLanguage = isNew && language !== 'vi';
    if (inOtherLanguage) conversation.ask(words('page.language'));
    if (joinCode !== undefined || (isNew && !inOtherLanguage)) conversation.join(joinCode);
    joinCode = undefined;
  }

  /** After hiding nothing earlier comes back: the bot says where things stand. */
  function reopen(opening: Opening): void {
    clock.hear(opening.now);
    forget();
    enter(opening);
    tell({ kind: 'reopened' });
  }

  async function hide(): Promise<void> {
    if (hidden) return;
    showHidden(false);
    if ((await codeIsSet()) && hidden) resumeScreen.show(true);
  }

  function showHidden(askCode: boolean): void {
    hidden = true;
    conversation.close();
    composer.hide();
    codeDialog.hide();
    resumeScreen.show(askCode);
  }

  function stayOpen(): void {
    tell({ kind: 'active' });
    void reportActivity().then((open) => (open ? undefined : hide()));
  }

  async function startAnew(): Promise<void> {
    conversation.drop();
    await endSession();
    restart();
  }

  function restart(): void {
    hidden = true;
    conversation.drop();
    composer.hide();
    codeDialog.hide();
    resumeScreen.hide();
    void begin();
  }

  function hear(news: TabNews): void {
    if (news.kind === 'left') {
      conversation.drop();
      document.body.replaceChildren();
      location.replace(exitUrl);
    }
    if (news.kind === 'active') idle.activeElsewhere();
    if (news.kind === 'reopened' && hidden) restart();
    if (news.kind === 'said' && !hidden) conversation.hear(news.id, news.text);
  }

  return {
    begin: () => void begin(),
    exit: () => {
      tell({ kind: 'left' });
      conversation.drop();
      void leave(exitUrl);
    },
    /** The bot speaks the language of the page. */
    switchLanguage: (url: string) => {
      if (!hidden) conversation.ask(words('header.languageLabel'));
      location.replace(url);
    },
    active: () => hidden || idle.active(),
    check: () => hidden || idle.check(),
    /** The page is looked at again, or the line is back. */
    wake: () => {
      if (!hidden && !idle.check()) conversation.kick();
    },
  };
}
