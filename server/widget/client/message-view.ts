import { element } from './dom';
import type { Option } from './protocol';
import type { Words } from './words';

/** A message of the bot: paragraphs, quiet lines for the article a sentence rests on, links that tell the other site nothing. */
export function botMessage(text: string, words: Words): HTMLElement {
  const message = element('div', 'message bot');
  message.append(speaker(words('log.bot')));
  for (const block of text.split(/\n{2,}/)) {
    for (const part of splitCitations(block)) message.append(paragraph(part.text, part.citation ? 'citation' : ''));
  }
  return message;
}

export function learnerMessage(id: string, text: string, words: Words): HTMLElement {
  const message = element('div', 'message learner');
  message.dataset.id = id;
  message.append(speaker(words('log.you')), paragraph(text, ''));
  return message;
}

/** A choice as long as a sentence reads better in a column than in a row. */
const longLabel = 22;

export function optionButtons(
  options: readonly Option[],
  words: Words,
  choose: (option: Option, button: HTMLButtonElement) => void,
): HTMLElement {
  const group = element('div', 'options');
  if (options.some(({ label }) => label.length > longLabel)) group.classList.add('stacked');
  group.setAttribute('role', 'group');
  group.setAttribute('aria-label', words('log.choices'));
  for (const option of options) {
    const button = element('button', 'option', option.label);
    button.type = 'button';
    button.dir = 'auto';
    button.addEventListener('click', () => {
      if (button.getAttribute('aria-disabled') !== 'true') choose(option, button);
    });
    group.append(button);
  }
  return group;
}

/** Stays focusable, so that a keyboard does not lose its place; only the choice made stays marked. */
export function closeOptions(group: Element, chosen: HTMLButtonElement | undefined, words: Words): void {
  for (const button of group.querySelectorAll('button')) {
    button.setAttribute('aria-disabled', 'true');
    if (button === chosen) button.append(element('span', 'sr', ` (${words('log.chosen')})`));
    button.classList.toggle('chosen', button === chosen);
  }
  group.classList.add('closed');
}

function speaker(name: string): HTMLElement {
  return element('span', 'sr', `${name}: `);
}

const link = /(https:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])/;

function paragraph(text: string, className: string): HTMLElement {
  const made = element('p', className);
  made.dir = 'auto';
  text.split(link).forEach((piece, index) => {
    made.append(index % 2 === 1 ? outsideLink(piece) : piece);
  });
  return made;
}

function outsideLink(url: string): HTMLElement {
  const anchor = element('a', '', url);
  anchor.href = url;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return anchor;
}

/** As `sources` begin in `bot.json` of either language; the rest of that block goes with it. */
export const citationStart = /^(?:Căn cứ(?: pháp luật)?|Source|In the law)\s*:/;

function splitCitations(block: string): readonly { readonly text: string; readonly citation: boolean }[] {
  const lines = block.split('\n');
  const start = lines.findIndex((line) => citationStart.test(line));
  if (start < 0) return [{ text: block, citation: false }];
  const said = { text: lines.slice(0, start).join('\n'), citation: false };
  return [said, { text: lines.slice(start).join('\n'), citation: true }].filter(({ text }) => text !== '');
}
