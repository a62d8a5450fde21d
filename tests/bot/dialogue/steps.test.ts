import { type Command, commandWords } from '../../../bot/dialogue/commands';
import { type StepName, stepNames, without } from '../../../bot/dialogue/session';
import { steps } from '../../../bot/dialogue/step-map';
import { fold } from '../../../courses/search/fold';
import { Chat, pupil } from '../support/conversation';

const reader = pupil();
reader.tap('Học:');
/** A learner in the middle of everything, to be put at any step; the chat's own clock begins anew with each. */
const learning = without(reader.session, 'lastAppliedAt', 'lastSeenAt');

describe('the map of steps', () => {
  test.each(stepNames)('%s leads on to a step that exists', (name) => {
    const { leadsTo } = steps[name];

    expect(leadsTo.length).toBeGreaterThan(0);
    expect(leadsTo.filter((step) => !stepNames.includes(step))).toEqual([]);
  });

  test('every step can be reached from the first hello, by its own answers or by a command', () => {
    const byCommand: readonly StepName[] = ['menu', 'change-language', 'my-data', 'delete-my-data', 'stopped'];
    const reached = new Set<StepName>(['welcome', 'adult', 'invited', ...byCommand]); // a card opens `adult`, the scheduler `invited`
    const open = [...reached];
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      for (const next of steps[step].leadsTo) {
        if (!reached.has(next)) open.push(next);
        reached.add(next);
      }
    }

    expect([...reached].sort()).toEqual([...stepNames].sort());
  });

  test('"back" ends at the menu, or at the first question', () => {
    for (const name of stepNames) {
      let step: StepName = name;
      for (let i = 0; i < stepNames.length; i += 1) step = steps[step].back({ ...learning, step });

      expect(['menu', 'age-band', 'adult']).toContain(step);
    }
  });

  test.each(stepNames.filter((name) => name !== 'welcome'))('%s offers at least one way on', (name) => {
    const chat = new Chat({ ...learning, step: name });

    chat.say('hi');

    expect(chat.options().length).toBeGreaterThan(0);
  });
});

const expected: Readonly<Record<Exclude<Command, 'resume' | 'help' | 'hotline' | 'back' | 'vi' | 'en' | 'link' | 'unlink'>, StepName>> = {
  menu: 'menu',
  language: 'change-language',
  stop: 'stopped',
  'my-data': 'my-data',
  'delete-my-data': 'delete-my-data',
};

describe.each(stepNames)('at %s', (name) => {
  const at = (): Chat => new Chat({ ...learning, step: name });

  test.each(Object.entries(expected))('"%s" works, with marks and without', (command, step) => {
    const words: readonly string[] = Object.entries(commandWords).find(([key]) => key === command)?.[1] ?? [];
    for (const typed of [...words, ...words.map(fold), ...words.map((word) => ` ${word.toUpperCase()}! `)]) {
      const chat = at();
      chat.say(typed);

      expect({ typed, step: chat.session.step }).toEqual({ typed, step });
    }
  });

  test('the hotline comes with 113 and 111, and the step stays', () => {
    const chat = at();

    const said = chat.say('duong day nong');

    expect(said).toMatch(/113[\s\S]*111/);
    expect(chat.session.step).toBe(name);
  });

  test('help names the commands, and the step stays', () => {
    const chat = at();

    const said = chat.say('trợ giúp');

    expect(said).toContain('xóa dữ liệu');
    expect(chat.session.step).toBe(name);
  });
});
