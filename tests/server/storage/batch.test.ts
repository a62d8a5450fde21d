import { Batch } from '../../../server/storage/batch';

describe('a batch', () => {
  test('writes together what arrived while the write before was under way', async () => {
    const writes: string[][] = [];
    const batch = new Batch<string>(async (items) => {
      writes.push([...items]);
    });

    await Promise.all([batch.add(['a']), batch.add(['b', 'c'])]);
    await batch.add(['d']);

    expect(writes).toEqual([['a', 'b', 'c'], ['d']]);
  });

  test('answers nobody before their own items are written', async () => {
    let written = 0;
    const batch = new Batch<number>(async (items) => {
      await new Promise((done) => setImmediate(done));
      written += items.length;
    });

    const seen = await Promise.all([1, 2, 3].map((item) => batch.add([item]).then(() => written)));

    expect(seen).toEqual([3, 3, 3]);
  });

  test('tells exactly the callers whose items were in a write that failed', async () => {
    let fail = true;
    const batch = new Batch<string>(async () => {
      if (fail) throw new Error('the disk is full');
    });

    await expect(batch.add(['lost'])).rejects.toThrow('the disk is full');
    fail = false;

    await expect(batch.add(['kept'])).resolves.toBeUndefined();
  });
});
