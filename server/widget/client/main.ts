import { byId } from './dom';
import { onQuickExit } from './quick-exit';
import { createVisit } from './visit';
import { readWords } from './words';

const checkEveryMs = 15_000;

const page = byId('chat', HTMLElement);
const visit = createVisit({
  words: readWords(page.dataset.words),
  language: document.documentElement.lang,
  exitUrl: page.dataset.exit ?? '/',
});

onQuickExit(visit.exit);
for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const) {
  window.addEventListener(kind, visit.active, { passive: true, capture: true });
}
window.addEventListener('online', visit.wake);
window.addEventListener('pageshow', ({ persisted }) => persisted && visit.wake());
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && visit.wake());
setInterval(visit.check, checkEveryMs);

const language = byId('language', HTMLAnchorElement);
language.addEventListener('click', (event) => {
  event.preventDefault();
  visit.switchLanguage(language.href);
});
// By hand, since a fragment in the address would look like a join code after a reload.
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault();
  byId('text', HTMLTextAreaElement).focus();
});
visit.begin();
