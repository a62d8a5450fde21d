/** Keeps the figures of an open overview current: asks once a second while somebody can see them. */
const everyMs = 1000;
const cards = document.querySelector<HTMLElement>('[data-figures]');
if (cards?.dataset.figures !== undefined) follow(cards, cards.dataset.figures);

type Answer = { readonly figures: readonly { readonly card: string }[] };

function follow(cards: HTMLElement, address: string): void {
  const state = document.createElement('p');
  state.className = 'live-state';
  cards.after(state);
  say(state, cards.dataset.liveText, false);

  const round = async () => {
    if (document.visibilityState === 'visible') {
      const answer = await ask(address);
      if (answer !== undefined) for (const figure of answer.figures) show(cards, figure.card);
      say(state, answer === undefined ? cards.dataset.lostText : cards.dataset.liveText, answer === undefined);
    }
    setTimeout(round, everyMs);
  };
  setTimeout(round, everyMs);
}

/** A sign-in that has ended answers with a page instead: then the reader is sent to it. */
async function ask(address: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    if (response.redirected) location.reload();
    return response.ok && !response.redirected ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

/** Only parts that changed are touched, so a selection or a focused link elsewhere stays. */
function show(cards: HTMLElement, html: string): void {
  const fresh = document.createElement('template');
  fresh.innerHTML = html;
  for (const part of fresh.content.querySelectorAll<HTMLElement>('[data-live]')) {
    const old = cards.querySelector<HTMLElement>(`[data-live="${CSS.escape(part.dataset.live ?? '')}"]`);
    if (old === null || old.innerHTML === part.innerHTML) continue;
    old.innerHTML = part.innerHTML;
    old.classList.remove('changed');
    requestAnimationFrame(() => old.classList.add('changed'));
  }
}

function say(state: HTMLElement, text: string | undefined, lost: boolean): void {
  if (state.textContent !== text) state.textContent = text ?? '';
  state.classList.toggle('live-lost', lost);
}
