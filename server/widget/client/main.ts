import { codeIsSet, endSession, openSession, reportActivity } from './api';
import { createCodeDialog } from './code-dialog';
import { createComposer } from './composer';
import { createConversation } from './conversation';
import { byId } from './dom';
import { backoffMs } from './event-queue';
import { createIdleWatch } from './idle-watch';
import { takeJoinCode } from './join-code';
import { forget, recall } from './memory';
import { createLineNotice } from './notices';
import type { Opening } from './protocol';
import { finishExit, leave, onQuickExit } from './quick-exit';
import { createResumeScreen } from './resume-screen';
import { createServerClock } from './server-clock';
import { createTabs, type TabNews } from './tabs';
import { readWords } from './words';

const idleLimitMs = 10 * 60_000;
const checkEveryMs = 15_000;

const page = byId('chat', HTMLElement);
const words = readWords(page.dataset.words);
const monotonic = () => performance.now();
const clock = createServerClock(monotonic);
const tell = createTabs(hear);
const codeDialog = createCodeDialog(words);
const lineNotice = createLineNotice(words);
const composer = createComposer(words, (text) => conversation.say(text));
const resumeScreen = createResumeScreen(words, { onOpen: reopen, onAnew: () => void startAnew() });
const conversation = createConversation({
  words,
  stamp: clock.stamp,
  line: lineNotice,
  onHidden: () => void hide(),
  onSignedOut: restart,
  onSaid: (id, text) => tell({ kind: 'said', id, text }),
});
const idle = createIdleWatch({
  limitMs: idleLimitMs,
  wall: Date.now,
  monotonic,
  onIdle: () => void hide(),
  onActive: () => {
    tell({ kind: 'active' });
    void reportActivity().then((open) => (open ? undefined : hide()));
  },
});
let joinCode = takeJoinCode();
let hidden = false;

async function begin(failures = 0): Promise<void> {
  const opening = (await finishExit()) ? await openSession() : undefined;
  if (opening === undefined) {
    lineNotice('lost');
    setTimeout(() => void begin(failures + 1), backoffMs(failures + 1));
    return;
  }
  lineNotice('live');
  clock.hear(opening.now);
  if (opening.state === 'locked') showHidden(opening.code);
  else enter(opening);
}

/** A reload goes on where it was; a new chat begins with the code the link brought. */
function enter(opening: Opening): void {
  hidden = false;
  idle.restart();
  if (opening.state === 'new') forget();
  const remembered = recall();
  resumeScreen.hide();
  composer.show();
  codeDialog.show();
  conversation.open({ ...remembered, cursor: Math.max(remembered.cursor, opening.after) });
  if (opening.state === 'new' || joinCode !== undefined) conversation.join(joinCode);
  joinCode = undefined;
}

/** After hiding nothing earlier comes back: the bot says where things stand. */
function reopen(opening: Opening): void {
  clock.hear(opening.now);
  forget();
  enter({ ...opening, state: 'new' });
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

async function startAnew(): Promise<void> {
  conversation.drop();
  await endSession();
  restart();
}

function restart(): void {
  conversation.drop();
  resumeScreen.hide();
  void begin();
}

function exit(): void {
  tell({ kind: 'left' });
  conversation.drop();
  void leave(page.dataset.exit ?? '/');
}

function hear(news: TabNews): void {
  if (news.kind === 'left') {
    conversation.drop();
    document.body.replaceChildren();
    location.replace(page.dataset.exit ?? '/');
  }
  if (news.kind === 'active') idle.activeElsewhere();
  if (news.kind === 'reopened' && hidden) restart();
  if (news.kind === 'said' && !hidden) conversation.hear(news.id, news.text);
}

function wake(): void {
  if (idle.check() || hidden) return;
  conversation.kick();
}

onQuickExit(exit);
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const) {
  window.addEventListener(kind, () => hidden || idle.active(), { passive: true, capture: true });
}
window.addEventListener('online', wake);
window.addEventListener('pageshow', ({ persisted }) => persisted && wake());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake());
setInterval(() => hidden || idle.check(), checkEveryMs);
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  byId('text', HTMLTextAreaElement).focus();
});
byId('language', HTMLAnchorElement).addEventListener('click', (event) => {
  event.preventDefault();
  location.replace(byId('language', HTMLAnchorElement).href);
});
void begin();
