import fc from 'fast-check';
import { loadContent } from '../../../courses/load-courses';
import { faqIndex } from '../../../courses/search/faq-index';
import { fold } from '../../../courses/search/fold';
import { servedFaq } from '../../../courses/served-faq';
import { contentFolder, today } from '../../content/content-folder';

const content = loadContent(contentFolder);
const entries = servedFaq({ content, on: today, servesDrafts: true });
const index = faqIndex(entries);

describe('asking a frequent question', () => {
  test.each([
    ['mua dâm phạt bao nhiêu', 'FAQ-PHAT-MUA-DAM'],
    ['mua dam phat bao nhieu', 'FAQ-PHAT-MUA-DAM'],
    ['Bán dâm có bị phạt không?', 'FAQ-PHAT-BAN-DAM'],
    ['ban dam phat bao nhieu tien', 'FAQ-PHAT-BAN-DAM'],
    ['111', 'FAQ-111'],
    ['goi 111 mat tien k', 'FAQ-111'],
    ['HIV', 'FAQ-HIV-LAY'],
    ['bị công ty giữ cccd gốc thì sao', 'FAQ-GIU-CAN-CUOC'],
    ['TÔI BỊ DỌA TUNG ẢNH NÓNG', 'FAQ-DOA-TUNG-ANH'],
    ['nguoi yeu doa tung anh', 'FAQ-DOA-TUNG-ANH'],
    ['xoá dữ liệu', 'FAQ-XOA-DU-LIEU'],
    ['toi muon xoa du lieu', 'FAQ-XOA-DU-LIEU'],
    ['làm karaoke 17 tuổi được không', 'FAQ-KARAOKE-DUOI-18'],
    ['bị lừa sang campuchia', 'FAQ-NUOC-NGOAI'],
    ['mua dâm trẻ em', 'FAQ-DUOI-18'],
    ['toi bi chong danh', 'FAQ-BAO-LUC'],
    ['mua ban dam co di tu ko', 'FAQ-PHAT-MUA-BAN-DAM'],
    ['bán dâm có bị đi tù không', 'FAQ-PHAT-BAN-DAM'],
    ['mại dâm có hợp pháp không', 'FAQ-DINH-NGHIA'],
    ['quán giữ cmnd không cho nghỉ', 'FAQ-GIU-CAN-CUOC'],
    ['nop 2 trieu giu cho lam', 'FAQ-PHI-TUYEN-DUNG'],
    ['sep sam so em o xuong', 'FAQ-QUAY-ROI'],
    ['tố cáo hàng xóm chứa mại dâm có bị lộ không', 'FAQ-BAO-TIN'],
    ['đưa người bán dâm vào trại', 'FAQ-CO-SO-CHUA-BENH'],
    ['trẻ em là mấy tuổi', 'FAQ-TRE-EM-TUOI'],
    ['Bạn là người thật hay máy vậy?', 'FAQ-TU-DONG'],
  ])('"%s" finds %s', (question, id) => {
    expect(index.find(question)?.id).toBe(id);
  });

  test.each([
    'thời tiết hôm nay thế nào',
    'bán nhà ở Hà Nội',
    'đi xe máy không mũ bảo hiểm phạt bao nhiêu tiền',
    'đánh bạc bị phạt bao nhiêu tiền',
    'lô đề có bị phạt không',
    'ma tuy bi phat the nao',
    'hiếp dâm bị phạt bao nhiêu năm tù',
    'kinh doanh mại dâm bị phạt thế nào',
    'quảng cáo mại dâm bị phạt bao nhiêu',
    'môi giới nhà đất bị phạt thế nào',
    'giới thiệu bạn đi làm có bị gì không',
    'đi cai nghiện bắt buộc',
    'bao nhiêu tuổi được bán dâm',
    'vo toi ban dam',
    'cán bộ mua dâm bị phạt thế nào',
    'mua dâm 2 lần bị phạt bao nhiêu',
    'quan hệ với người 17 tuổi',
    'em 15 tuổi bạn trai 18 tuổi quan hệ có bị tội không',
    'cho bạn mượn xe',
    'số điện thoại công an',
    'phạt bao nhiêu tiền',
    'có mất tiền không',
    'đồng ý',
    'dong y',
    'mua xe',
    'tội',
    'phạt bao nhiêu',
    'muốn tự tử',
    'ma túy',
    'là gì',
    '',
    '   ',
    '😀😀',
    '{"$ne":1}',
    '__proto__',
    'constructor',
  ])('"%s" finds nothing, rather than something else', (question) => {
    expect(index.find(question)).toBeUndefined();
  });

  test.each(entries.map((entry) => [entry.id, entry] as const))('%s is found by each of its own questions', (id, entry) => {
    const asked = [entry.question, ...entry.asked_as];

    expect(asked.map((question) => index.find(question)?.id)).toEqual(asked.map(() => id));
  });

  test.each(entries.map((entry) => [entry.id, entry] as const))('%s is found by its question without diacritics', (id, entry) => {
    expect(index.find(fold(entry.question))?.id).toBe(id);
  });

  test('does not depend on case or on how letters are composed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...entries), ({ question }) => {
        const id = index.find(question)?.id;

        expect(index.find(question.normalize('NFD'))?.id).toBe(id);
        expect(index.find(question.toUpperCase())?.id).toBe(id);
      }),
    );
  });

  test('takes any text without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => ['undefined', 'object'].includes(typeof index.find(text))),
      { numRuns: 50 },
    );
    expect(index.find('x'.repeat(10_000_000))).toBeUndefined();
  });
});

describe('the frequent questions that are answered', () => {
  test('are all of them in the demonstration', () => {
    expect(entries).toHaveLength(28);
  });

  test('are those that wait for nobody in a real installation', () => {
    const real = servedFaq({ content, on: today, servesDrafts: false }).map(({ id }) => id);
    const waiting = ['FAQ-HIV-LAY', 'FAQ-PEP', 'FAQ-TRO-GIUP-PHAP-LY', 'FAQ-XET-NGHIEM-HIV'];

    expect(real).toHaveLength(24);
    expect(real.filter((id) => waiting.includes(id))).toEqual([]);
  });

  test('leave out what cites a source that has lapsed', () => {
    const later = servedFaq({ content, on: '2027-01-01', servesDrafts: true });

    expect(entries.filter((entry) => !later.includes(entry)).map(({ id }) => id)).toEqual(['FAQ-TRO-GIUP-PHAP-LY']);
  });
});
