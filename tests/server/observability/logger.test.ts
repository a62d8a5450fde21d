import fc from 'fast-check';
import { createLogger, type LogLine } from '../../../server/observability/logger';

const secrets = {
  phone: '0912345678',
  'platform id': '24601234567890123',
  token: 'EAAGm0PX4ZCpsBAKZCtoken4Rz7yQw',
  cookie: 'hl.sid=s%3Aabc.def',
  'learner text': 'Em bị chủ giữ giấy tờ',
};

describe('the logger', () => {
  it('writes an event with its fields as one line of JSON', () => {
    const { lines, log } = captured();

    log.info({ event: 'outbox.sent', channel: 'web', tries: 1, ms: 12.5 });

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      event: 'outbox.sent',
      channel: 'web',
      tries: 1,
      ms: 12.5,
    });
  });

  it('keeps quiet below its level', () => {
    const { lines, log } = captured('warn');

    log.info({ event: 'server.started' });

    expect(lines).toEqual([]);
  });

  describe.each(Object.entries(secrets))('lets no %s through', (_name, secret) => {
    it.each([
      { way: 'as a field of another name', line: { event: 'turn.failed', text: secret } },
      {
        way: 'as the value of a known field',
        line: { event: 'turn.failed', channel: secret, code: secret, route: secret, requestId: secret },
      },
      { way: 'as the event', line: { event: secret } },
      { way: 'inside an object', line: { event: 'turn.failed', code: { inner: secret }, session: { said: [secret] } } },
      { way: 'in an error', line: { event: 'turn.failed', error: new Error(`E11000 duplicate key: "${secret}"`) } },
      { way: 'in a parser’s error', line: { event: 'turn.failed', error: parserError(secret) } },
      { way: 'in the cause of an error', line: { event: 'turn.failed', error: new Error('outer', { cause: new RangeError(secret) }) } },
      {
        way: 'in an error’s own fields',
        line: { event: 'turn.failed', error: Object.assign(new Error('x'), { code: secret, keyValue: secret }) },
      },
      { way: 'in an error’s name', line: { event: 'turn.failed', error: Object.assign(new Error('x'), { name: `Of ${secret}` }) } },
      { way: 'in lines of a message made to look like a stack', line: { event: 'turn.failed', error: new Error(`x\n    at ${secret}`) } },
      { way: 'instead of an error', line: { event: 'turn.failed', error: secret } },
    ])('$way', ({ line }) => {
      const { lines, log } = captured();

      log.error(asLine(line));

      expect(lines).toHaveLength(1);
      expect(lines.join()).not.toContain(secret);
    });
  });

  it('lets nothing through in a field it does not know, whatever it is called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 12, maxLength: 30 }), (name, value) => {
        const { lines, log } = captured();
        log.info(asLine({ [name]: value, event: 'turn.failed' }));
        expect(lines.join()).not.toContain(JSON.stringify(value));
      }),
    );
  });

  it('says what failed, where and why', () => {
    const { lines, log } = captured();
    const cause = Object.assign(new Error('connect 10.0.0.7'), { code: 'ECONNREFUSED' });

    log.error({ event: 'server.failed', error: new TypeError('undefined is not iterable', { cause }) });

    expect(JSON.parse(lines[0] ?? '').error).toMatchObject({
      type: 'TypeError',
      message: 'undefined is not iterable',
      at: expect.arrayContaining([expect.stringContaining('logger.test.ts')]),
      cause: { type: 'Error', code: 'ECONNREFUSED' },
    });
  });
});

function captured(level: 'info' | 'warn' = 'info') {
  const lines: string[] = [];
  return { lines, log: createLogger(level, { write: (line) => void lines.push(line) }) };
}

/** A line the compiler would refuse, as plain JavaScript or a careless cast would send it. */
function asLine(line: object): LogLine {
  return line as LogLine;
}

function parserError(text: string): unknown {
  try {
    return JSON.parse(`${text}}`);
  } catch (error) {
    return error;
  }
}
