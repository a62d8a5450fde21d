import { byId } from './dom';
import { readTyped, textLimit } from './typed-text';
import type { Words } from './words';

/** The box for typed words: Enter sends, Shift+Enter is a new line. */
export function createComposer(words: Words, send: (text: string) => void) {
  const form = byId('composer', HTMLFormElement);
  const box = byId('text', HTMLTextAreaElement);
  const says = byId('composer-says', HTMLElement);

  function submit(): void {
    const typed = readTyped(box.value);
    if (typed.kind === 'text') {
      box.value = '';
      grow();
      send(typed.text);
    }
    complain(typed.kind === 'too-long' ? words('composer.tooLong', { length: typed.length, limit: textLimit }) : '');
    box.focus();
  }

  function complain(text: string): void {
    if (says.textContent !== text) says.textContent = text;
    box.setAttribute('aria-invalid', String(text !== ''));
  }

  function grow(): void {
    box.rows = Math.min(6, box.value.split('\n').length);
    if (says.textContent !== '' && readTyped(box.value).kind !== 'too-long') complain('');
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener('input', grow);
  box.addEventListener('keydown', (event) => {
    // While an input method composes (Telex, VNI), Enter only ends the word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });

  return {
    show: () => {
      form.hidden = false;
    },
    hide: () => {
      form.hidden = true;
      box.value = '';
      grow();
    },
  };
}
