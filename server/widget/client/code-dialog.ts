import { saveCode } from './api';
import { byId } from './dom';
import type { Words } from './words';

/** Where a learner sets the four digits that open a hidden chat again. */
export function createCodeDialog(words: Words) {
  const opener = byId('lock', HTMLButtonElement);
  const dialog = byId('code', HTMLDialogElement);
  const input = byId('code-new', HTMLInputElement);
  const says = byId('code-says', HTMLElement);

  async function save(code: string | null): Promise<void> {
    const saved = await saveCode(code);
    input.value = '';
    says.textContent = words(saved ? (code === null ? 'code.removed' : 'code.saved') : 'code.failed');
  }

  function close(): void {
    if (!dialog.open) return;
    dialog.close();
    opener.focus();
  }

  opener.addEventListener('click', () => {
    if (dialog.open) return close();
    says.textContent = '';
    dialog.show();
    input.focus();
  });
  dialog.addEventListener('keydown', ({ key }) => key === 'Escape' && close());
  byId('code-form', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    if (/^\d{4}$/.test(input.value)) void save(input.value);
    else says.textContent = words('resume.fourDigits');
  });
  byId('code-remove', HTMLButtonElement).addEventListener('click', () => void save(null));
  byId('code-close', HTMLButtonElement).addEventListener('click', close);

  return {
    show: () => {
      opener.hidden = false;
    },
    hide: () => {
      opener.hidden = true;
      input.value = '';
      dialog.close();
    },
  };
}
