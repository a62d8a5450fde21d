import type { ComponentChildren } from 'preact';
import type { View } from '../view';

type Props = { readonly view: View; readonly label?: string /* where there are several on a page */; readonly children: ComponentChildren };

/** Around a table that may be wider than the screen: it scrolls by itself, by finger and by keyboard. */
export function ScrollBox({ view, label = view.t('table.scroll'), children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section class="scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
