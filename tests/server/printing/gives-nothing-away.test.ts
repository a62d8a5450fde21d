import { fold } from '../../../courses/search/fold';
import { codeCards } from '../../../server/printing/cards';
import { groupMessage } from '../../../server/printing/group-message';
import { joinPoster, joinSheet } from '../../../server/printing/join-sheet';
import { readPdf } from './support/read-pdf';
import { expiresAt, groupCode, masthead, rosterOf, saying } from './support/samples';

/** Words that would tell who reads it, what about, or where. */
const telling = [
  ...['học sinh', 'sinh viên', 'trường', 'lớp', 'công nhân', 'người lao động', 'công đoàn', 'đoàn viên', 'cơ sở', 'dịch vụ', 'nhà hàng'],
  ...['karaoke', 'massage', 'xoa bóp', 'khách sạn', 'nhà nghỉ', 'tiếp viên', 'mại dâm', 'mua dâm', 'bán dâm', 'tệ nạn', 'HIV', 'AIDS'],
  ...['tình dục', 'xâm hại', 'mua bán người', 'buôn người', 'bạo lực', 'bóc lột', 'phụ nữ', 'nguy cơ', 'cai nghiện', 'ma túy', 'cụm'],
  ...[
    'pupil',
    'student',
    'school',
    'class',
    'worker',
    'union',
    'factory',
    'establishment',
    'venue',
    'hotel',
    'prostitut',
    'sex',
    'traffick',
  ],
  ...['abuse', 'violence', 'exploit', 'women', 'risk', 'health', 'service-worker', 'population', 'group'],
].map((word) => fold(word));

const sheet = { masthead: { ...masthead, agency: 'A', zalo: 'Z', messenger: 'm' }, code: groupCode, expiresAt };
const cards = { masthead: sheet.masthead, batches: [{ kind: 'card', rows: rosterOf(30) } as const] };

describe.each(['vi', 'en'] as const)('what hangs on a wall or is carried in a pocket, in %s', (language) => {
  const say = saying(language);

  test.each([
    { what: 'sheet', print: () => readPdf(joinSheet(sheet, say)).then(({ everything }) => everything) },
    { what: 'poster', print: () => readPdf(joinPoster(sheet, say)).then(({ everything }) => everything) },
    { what: 'cards', print: () => readPdf(codeCards(cards, say)).then(({ everything }) => everything) },
    { what: 'message', print: async () => groupMessage(sheet, say) },
  ])('names no topic, no people and no place: $what', async ({ print }) => {
    const printed = fold(await print());

    expect(printed).toContain(fold('Hiểu Luật'));
    expect(telling.filter((word) => new RegExp(`(^|[^\\p{L}])${word}`, 'u').test(printed))).toEqual([]);
  });
});
