import { type Resumed, resumeSession } from './api';
import { byId } from './dom';
import type { Opening } from './protocol';
import type { Words } from './words';

export type ResumeDeps = { readonly onOpen: (opening: Opening) => void; readonly onAnew: () => void };

/** What stands in the chat's place once it has been hidden. */
export function createResumeScreen(words: Words, deps: ResumeDeps) {
  const form = byId('resume', HTMLFormElement);
  const ask = byId('resume-ask', HTMLElement);
  const code = byId('resume-code', HTMLInputElement);
  const says = byId('resume-says', HTMLElement);

  async function submit(): Promise<void> {
    const given = ask.hidden ? undefined : code.value.trim();
    if (given !== undefined && !/^\d{4}$/.test(given)) return say(words('resume.fourDigits'));

    const resumed = await resumeSession(given);
    if (resumed.result === 'open') return deps.onOpen(resumed.opening);
    code.value = '';
    if (resumed.result === 'wrong') ask.hidden = false;
    say(failure(resumed));
  }

  function failure(resumed: Exclude<Resumed, { result: 'open' }>): string {
    if (resumed.result === 'wait') return words('resume.wait', { minutes: resumed.minutes });
    return words(resumed.result === 'wrong' ? 'resume.wrong' : 'failed.start');
  }

  function say(text: string): void {
    says.textContent = text;
    if (!ask.hidden) code.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  byId('anew', HTMLButtonElement).addEventListener('click', deps.onAnew);

  return {
    show: (askCode: boolean) => {
      ask.hidden = !askCode;
      code.value = '';
      says.textContent = '';
      form.hidden = false;
      byId('resume-title', HTMLElement).focus();
    },
    hide: () => {
      form.hidden = true;
      code.value = '';
    },
  };
}
