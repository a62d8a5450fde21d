import { byId, element } from './dom';
import type { Entry } from './memory';
import { botMessage, closeOptions, learnerMessage, optionButtons } from './message-view';
import type { Option } from './protocol';
import type { Words } from './words';

export type Transcript = {
  readonly show: (entries: readonly Entry[]) => void;
  /** Puts back what was there before a reload, without reading it all out again. */
  readonly restore: (entries: readonly Entry[]) => void;
  readonly markUnsent: (ids: readonly string[]) => void;
  readonly markSent: (ids: readonly string[]) => void;
  readonly markRefused: (ids: readonly string[]) => void;
  readonly clear: () => void;
};

export function createTranscript(words: Words, choose: (option: Option) => void): Transcript {
  const log = byId('log', HTMLElement);

  function append(entry: Entry): HTMLElement {
    closeEarlier();
    const message = entry.by === 'bot' ? botMessage(entry.text, words) : learnerMessage(entry.id, entry.text, words);
    log.append(message);
    if (entry.by === 'bot' && entry.options.length > 0) log.append(optionButtons(entry.options, words, chooseOnce));
    return message;
  }

  function chooseOnce(option: Option, button: HTMLButtonElement): void {
    closeEarlier(button);
    choose(option);
  }

  function closeEarlier(chosen?: HTMLButtonElement): void {
    for (const group of log.querySelectorAll('.options:not(.closed)')) closeOptions(group, chosen, words);
  }

  function mark(ids: readonly string[], state: string, note: string | undefined): void {
    for (const message of log.querySelectorAll<HTMLElement>('.learner')) {
      if (!ids.includes(message.dataset.id ?? '')) continue;
      message.dataset.state = state;
      message.querySelector('.note')?.remove();
      if (note !== undefined) message.append(element('p', 'note', note));
    }
  }

  return {
    show: (entries) => {
      const [first] = entries.map(append);
      if (first !== undefined) reveal(first, log);
    },
    restore: (entries) => {
      log.setAttribute('aria-busy', 'true');
      entries.forEach(append);
      log.setAttribute('aria-busy', 'false');
      window.scrollTo(0, document.documentElement.scrollHeight);
    },
    markUnsent: (ids) => mark(ids, 'unsent', words('log.sending')),
    markSent: (ids) => mark(ids, 'sent', undefined),
    markRefused: (ids) => mark(ids, 'refused', words('log.notSent')),
    clear: () => log.replaceChildren(),
  };
}

/** Down to the newest, but never past the beginning of what is new: a long lesson is read from its first line. */
function reveal(first: HTMLElement, log: HTMLElement): void {
  const top = document.querySelector('.top')?.getBoundingClientRect().height ?? 0;
  const start = window.scrollY + first.getBoundingClientRect().top - top - 16;
  const end = window.scrollY + log.getBoundingClientRect().bottom;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollTo({ top: Math.min(start, end), behavior: calm ? 'auto' : 'smooth' });
}
