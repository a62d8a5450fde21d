/**
 * Keeps ticks on a phone with a bad line: row numbers only, under the meeting and class, until the server has them. A save carries the key
 * of its form, so that sending it again changes nothing.
 */
const retryMs = 15_000;
const form = document.querySelector<HTMLFormElement>('form[data-ticks][data-kept-as]');
if (form !== null) keep(form, `ticks ${form.dataset.keptAs}`);

type Kept = { readonly rows: readonly string[]; readonly complete: boolean; readonly send: boolean; readonly key: string };

function keep(form: HTMLFormElement, name: string): void {
  restore(form, read(name));
  form.addEventListener('change', () => write(name, state(form, false)));
  form.addEventListener('submit', (event) => {
    if (!write(name, state(form, true))) return;
    event.preventDefault();
    void send(form, name);
  });
  addEventListener('online', () => void send(form, name));
  setInterval(() => void send(form, name), retryMs);
  void send(form, name);
}

let sending = false;

async function send(form: HTMLFormElement, name: string): Promise<void> {
  const kept = read(name);
  if (kept?.send !== true || sending) return;
  sending = true;
  say(form, form.dataset.sending);
  try {
    const response = await fetch(form.action, { method: 'POST', body: bodyOf(form, kept), signal: AbortSignal.timeout(20_000) });
    if (response.redirected && response.url.includes('done=')) {
      localStorage.removeItem(name);
      location.replace(response.url);
      return;
    }
    say(form, form.dataset.signedOut);
  } catch {
    say(form, form.dataset.waiting);
  } finally {
    sending = false;
  }
}

function bodyOf(form: HTMLFormElement, kept: Kept): URLSearchParams {
  const csrf = form.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? '';
  const body = new URLSearchParams({ csrf, key: kept.key, ...(kept.complete ? { complete: 'yes' } : {}) });
  for (const row of kept.rows) body.append('row', row);
  return body;
}

function state(form: HTMLFormElement, send: boolean): Kept {
  const rows = [...form.querySelectorAll<HTMLInputElement>('input[name=row]:checked')].map(({ value }) => value);
  const complete = form.querySelector<HTMLInputElement>('input[name=complete]')?.checked === true;
  return { rows, complete, send, key: form.querySelector<HTMLInputElement>('input[name=key]')?.value ?? '' };
}

function restore(form: HTMLFormElement, kept: Kept | undefined): void {
  if (kept === undefined) return;
  const ticked = new Set(kept.rows);
  for (const box of form.querySelectorAll<HTMLInputElement>('input[name=row]')) box.checked = ticked.has(box.value);
  const complete = form.querySelector<HTMLInputElement>('input[name=complete]');
  if (complete !== null) complete.checked = kept.complete;
}

function say(form: HTMLFormElement, text: string | undefined): void {
  const state = form.querySelector<HTMLElement>('[data-state]');
  if (state === null || text === undefined) return;
  state.hidden = false;
  state.className = 'notice';
  state.textContent = text;
}

function read(name: string): Kept | undefined {
  try {
    const text = localStorage.getItem(name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A browser that keeps nothing sends the form as one without scripts does. */
function write(name: string, kept: Kept): boolean {
  try {
    localStorage.setItem(name, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}
