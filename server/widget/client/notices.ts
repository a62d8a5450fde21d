import { byId, element } from './dom';
import type { Words } from './words';

const againMs = 4000;
const slowMs = 12_000;
const givenUpMs = 60_000;

/** The line above the chat that says whether it is connected; silent while all is well. */
export function createLineNotice(words: Words) {
  const line = byId('line', HTMLElement);
  let lost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function say(text: string, state: string): void {
    clearTimeout(timer);
    if (line.textContent !== text) line.textContent = text;
    line.dataset.state = state;
  }

  return (state: 'live' | 'lost') => {
    if (state === 'lost') say(words('line.offline'), 'lost');
    if (state === 'live' && lost) {
      say(words('line.again'), 'again');
      timer = setTimeout(() => say('', ''), againMs);
    }
    lost = state === 'lost';
  };
}

/** That an answer is on its way; after a while, that the line is slow and nothing needs to be done. Not everything is answered. */
export function createTypingNotice(words: Words) {
  const typing = byId('typing', HTMLElement);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(className: string, text: string): void {
    clearTimeout(timer);
    typing.className = `typing ${className}`;
    typing.replaceChildren(...(text === '' ? [] : [element('span', 'dots'), element('span', 'says-typing', text)]));
  }

  return {
    start: () => {
      show('on', words('log.typing'));
      timer = setTimeout(() => {
        show('on slow', words('log.slow'));
        timer = setTimeout(() => show('', ''), givenUpMs);
      }, slowMs);
    },
    stop: () => show('', ''),
  };
}
