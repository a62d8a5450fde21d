import { errorTable, explain } from '../../../bot/zalo-oa-sdk/src';

describe.each(Object.entries(errorTable))('the refusals of the host %s', (_, entries) => {
  test('each stand there once, and say what they mean', () => {
    expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length);
    for (const { code, means } of entries) {
      expect(code).toBeLessThan(0);
      expect(means).toMatch(/^[A-Z].{10,}[^.]$/);
    }
  });

  test('name who can do something about them', () => {
    for (const { retry, acts } of entries) {
      if (retry === 'human') expect(acts).toBe('operator');
      if (retry === 'backoff' || retry === 'quota') expect(acts).toBe('time');
      if (retry === 'window') expect(acts).toBe('recipient');
      if (retry === 'refresh' || retry === 'reupload') expect(acts).toBe('client');
    }
  });
});

test.each([
  { host: 'oa', code: -100, retry: 'reupload' },
  { host: 'business', code: -100, retry: 'backoff' },
  { host: 'oa', code: -216, retry: 'refresh' },
  { host: 'oa', code: -220, retry: 'refresh' },
  { host: 'business', code: -124, retry: 'refresh' },
  { host: 'oauth', code: -14014, retry: 'human' },
  { host: 'oa', code: -1, retry: 'permanent' },
] as const)('$code of the host $host is $retry', ({ host, code, retry }) => {
  expect(explain(host, code)).toMatchObject({ code, retry });
});

test('a code of two meanings is told apart by its words', () => {
  expect(explain('oa', -223, 'Official Account has not authorized this API')).toMatchObject({ retry: 'human' });
  expect(explain('oa', -223, 'Your OA has reach the limit quota create article')).toMatchObject({ retry: 'quota', acts: 'time' });
});
