import { idleLimitMs, readOpenToken, writeOpenToken } from '../../../server/widget/open-token';

const key = Buffer.alloc(32, 1);
const at = Date.UTC(2026, 10, 22);
const token = { floor: 7, activeAt: at };
const text = writeOpenToken(key, 'sender', token);

describe('the mark of an open chat', () => {
  test.each([
    { moment: 'at once', afterMs: 0, open: true },
    { moment: 'just before ten minutes', afterMs: idleLimitMs - 1, open: true },
    { moment: 'after ten minutes', afterMs: idleLimitMs, open: false },
    { moment: 'on a server whose clock is a little behind', afterMs: -30_000, open: true },
    { moment: 'after the clock was set back an hour', afterMs: -3_600_000, open: false },
  ])('$moment: open $open', ({ afterMs, open }) => {
    expect(readOpenToken(key, 'sender', text, at + afterMs)).toEqual(open ? token : undefined);
  });

  test.each([
    { given: 'none', changed: undefined },
    { given: 'of a lower floor', changed: text.replace('7.', '0.') },
    { given: 'of a later touch', changed: text.replace(`.${at}.`, `.${at + 1}.`) },
    { given: 'with something behind it', changed: `${text}x` },
    { given: 'that is no token', changed: '{"$ne":1}' },
  ])('$given: not open', ({ changed }) => {
    expect(readOpenToken(key, 'sender', changed, at)).toBeUndefined();
  });

  test('is worth nothing to another sender', () => {
    expect(readOpenToken(key, 'another', text, at)).toBeUndefined();
  });
});
