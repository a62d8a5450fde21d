import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentFolder } from './content-folder';
import { sourcesFolder } from './read-curriculum';

const planTexts = join(contentFolder, 'plans', 'source');

describe('texts copied into the project', () => {
  test.each([
    [sourcesFolder, 'curriculum.md', '7cf8f2a30cd99e78eea1ead0fcd57daa9bfdbe4896a69fa109df96d35678981b'],
    [sourcesFolder, 'legal-facts.md', 'a2379caa2ade260be82df17f84a65da83df41a0ea0cf77918bd67dfd3c9a4f40'],
    [planTexts, '000_ff0961e95e568ea1.txt', '8b9f121463ab95c6cbcb57840a8ed165099fab5de1635112e831598e3245c00f'],
    [planTexts, '001_f7b7322e067c048d.txt', '007f21839b30051d8993b4525f869a9bf191ee2440a2d6cfaf4349c0d41b1ca4'],
    [planTexts, '002_e7325e4daae24955.txt', '9825020eed4215de50455492778c9dcc57471a9c197bc5a7b1cf9660cd068c67'],
    [planTexts, '003_511fc015bf80db14.txt', '1ad5998d06737e0e66d824aa9112aaf4a1669e594bcdbfc2784a9a420544b41b'],
    [planTexts, '004_507e8a831fee471a.txt', 'e0c6b675f89ec2f742b9001a1b2ab7d2bf855a0a928195679875a3ffded7678e'],
  ])('%s/%s is as it was issued, to the byte', (folder, name, digest) => {
    const bytes = readFileSync(join(folder, name));

    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
  });

  test('are all of the plan texts there are', () => {
    expect(readdirSync(planTexts)).toHaveLength(5);
  });
});
