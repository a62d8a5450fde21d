/** Puts the next code on the projector when its half minute begins; without it the page is loaded again by hand. */
const screen = document.querySelector<HTMLElement>('[data-screen]');
if (screen?.dataset.screen !== undefined) follow(screen, screen.dataset.screen);

type Answer = { readonly html: string; readonly nextInMs: number };

function follow(screen: HTMLElement, address: string): void {
  const round = async () => {
    const answer = await ask(address);
    const part = screen.querySelector('[data-part]');
    if (answer !== undefined && part !== null) part.innerHTML = answer.html;
    setTimeout(round, (answer?.nextInMs ?? 3_000) + 200);
  };
  void round();
}

async function ask(address: string): Promise<Answer | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    if (response.redirected || response.status === 404) location.reload();
    return response.ok && !response.redirected ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
