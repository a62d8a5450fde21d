import { startDemonstration } from '../../../server/demonstration/start-demonstration';
import { native } from '../../../server/storage/collection';
import { conversations } from '../../../server/storage/collections/conversations';
import { demonstrationConfig } from './support';

const people = 12;

describe('a demonstration', () => {
  test('says on the console and in the terminal how many people it has, until it has them all', async () => {
    const { config, remove } = demonstrationConfig();
    const printed: string[] = [];

    const { running, grown, signIns, codes } = await startDemonstration(config, { write: (text) => printed.push(text) }, { people });
    const [vi, en] = [await consolePage(running.address, 'vi'), await consolePage(running.address, 'en')];
    await grown;
    const after = await consolePage(running.address, 'vi');
    const there = await native(conversations(running.storage.db)).countDocuments({});
    await running.stop();
    remove();

    expect(vi).toContain(`Đang thêm người học: 0 / ${people}.`);
    expect(en).toContain(`Adding learners: 0 of ${people}.`);
    expect(after).toContain('Bản trình diễn');
    expect(after).not.toContain('Đang thêm');
    expect(there).toBe(people);
    for (const told of [signIns.officer.password, signIns.organiser.signInName, signIns.organiser.password, `${running.address}/chat`])
      expect(printed.join('')).toContain(told);
    expect(codes).toHaveLength(3);
    expect(printed.at(-1)).toContain(`${people}`);
  });
});

async function consolePage(address: string, language: string): Promise<string> {
  return (await fetch(`${address}/console/sign-in?lang=${language}`)).text();
}
