import type { ComponentChildren } from 'preact';
import type { View } from '../view';

/** Around a table that may be wider than the screen: it scrolls by itself, by finger and by keyboard. */
export function ScrollBox({ view, children }: { readonly view: View; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section class="scroll" aria-label={view.t('table.scroll')} tabIndex={0}>
      {children}
    </section>
  );
}
