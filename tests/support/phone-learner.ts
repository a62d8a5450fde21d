import type { Phone, Shown } from './phones';
import type { ThreePlatforms } from './three-platforms';

type Choice = { readonly label: string; readonly act: { readonly tap: string } | { readonly type: string } };

const line = /^(?<label>(?:☑ )?(?<key>[A-Z]|\d{1,2})\. .*)$/;

/** Somebody who reads what the phone shows and answers by what it offers: a button where there is one, else its letter or number. */
export class PhoneLearner {
  /** What was said by both sides, to be read. */
  readonly transcript: string[] = [];
  #shown: readonly Shown[] = [];

  constructor(
    readonly phone: Phone,
    private readonly settled: ThreePlatforms['settled'],
  ) {}

  get last(): Shown {
    return this.#shown.at(-1) ?? { text: '', buttons: [] };
  }

  /** How many messages have come. */
  get count(): number {
    return this.#shown.length;
  }

  /** What can be answered, in the order it is read. */
  get choices(): readonly Choice[] {
    const { text, buttons } = this.last;
    const lines = (text.split('\n\n').at(-1) ?? '').split('\n').map((one) => line.exec(one)?.groups);
    const read = lines.flatMap((groups) => (groups?.label === undefined ? [] : [{ label: groups.label, key: groups.key ?? '' }]));
    const areLines = read.length > 0 && read.length === lines.length && (buttons.length === 0 || buttons.length === read.length);
    if (!areLines) return buttons.map((label) => ({ label, act: { tap: label } }));
    return read.map(({ label, key }, index) => {
      const tap = buttons[index];
      return { label, act: tap === undefined ? { type: key } : { tap } };
    });
  }

  begin(): Promise<void> {
    return this.#do('begins', () => this.phone.begin());
  }

  say(text: string): Promise<void> {
    return this.#do(text, () => this.phone.say(text));
  }

  sendPicture(): Promise<void> {
    return this.#do('(a picture)', async () => this.phone.sendPicture?.());
  }

  /** The choice at a place, counted from 0 or, below 0, from the end. */
  choose(place: number): Promise<void> {
    const act = this.choices.at(place)?.act;
    if (act === undefined) throw new Error(`no choice ${place} in: ${this.last.text} [${this.last.buttons.join(' | ')}]`);
    return 'tap' in act ? this.#do(`[${act.tap}]`, () => this.phone.tap(act.tap)) : this.say(act.type);
  }

  /** Waits until everything that came is dealt with, and reads it. */
  async look(): Promise<void> {
    await this.settled();
    const before = this.#shown.length;
    this.#shown = await this.phone.shown();
    this.transcript.push(...this.#shown.slice(before).map(written));
  }

  async #do(words: string, act: () => Promise<unknown>): Promise<void> {
    this.transcript.push(`> ${words}`);
    await act();
    await this.look();
  }
}

/** A message between two lines, its buttons below. */
function written({ text, buttons }: Shown): string {
  const lines = text.split('\n').map((one) => (one === '' ? '|' : `| ${one}`));
  return [...lines, ...(buttons.length === 0 ? [] : [`  ${buttons.map((label) => `[${label}]`).join(' ')}`])].join('\n');
}
