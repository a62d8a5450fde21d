import { endSession } from './api';
import { byId } from './dom';
import { forget } from './memory';

const exitMark = 'hieu-luat-left';
const patienceMs = 1500;

/** Empties the screen at once, forgets everything here, then replaces the page, so that Back does not lead to it. */
export async function leave(exitUrl: string): Promise<void> {
  document.body.replaceChildren();
  document.title = '…';
  forget();
  markExit(true);
  const ended = endSession();
  await Promise.race([ended.then((done) => done && markExit(false)), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  location.replace(exitUrl);
}

export function onQuickExit(exit: () => void): void {
  byId('leave', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    exit();
  });
}

/** Only the server can take the cookie away. When the line was down at the exit, the next visit begins with that. */
export async function finishExit(): Promise<boolean> {
  if (!isMarked()) return true;
  forget();
  const ended = await endSession();
  if (ended) markExit(false);
  return ended;
}

function markExit(left: boolean): void {
  try {
    if (left) localStorage.setItem(exitMark, '1');
    else localStorage.removeItem(exitMark);
  } catch {
    return;
  }
}

function isMarked(): boolean {
  try {
    return localStorage.getItem(exitMark) !== null;
  } catch {
    return false;
  }
}
