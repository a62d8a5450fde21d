import { deriveKeys, seal, unseal } from '../../server/keys';

const key = deriveKeys('a secret of an installation, long enough', 'a second one of the same length').of('conversation');

describe('sealing', () => {
  test('uses no nonce twice, however many texts are sealed', () => {
    const sealed = Array.from({ length: 2_000 }, () => seal(key, Buffer.from('the same words')));

    expect(new Set(sealed.map((one) => one.toString('hex', 0, 12))).size).toBe(sealed.length);
    expect(sealed.every((one) => unseal(key, one)?.toString() === 'the same words')).toBe(true);
  });

  test('shows a changed byte wherever it is', () => {
    const sealed = seal(key, Buffer.from('words'));

    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(unseal(key, changed)).toBeUndefined();
    }
  });
});
