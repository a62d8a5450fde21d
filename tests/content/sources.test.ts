import { loadContent } from '../../courses/load-courses';
import type { SourcesFile } from '../../courses/schema';
import { citationText, sourceState } from '../../courses/source-state';
import { contentFolder, today } from './content-folder';
import { type LegalFact, readLegalFacts } from './read-legal-facts';

const facts = readLegalFacts();
const { sources, hotlines, faq, lessons } = loadContent(contentFolder);

describe('the sources against the legal facts', () => {
  test('are the same, no more and no fewer', () => {
    expect(facts.length).toBeGreaterThan(200);
    expect(Object.keys(sources.sources).sort()).toEqual(facts.map(({ id }) => id).sort());
  });

  test.each(facts.map((fact) => [fact.id, fact] as const))('%s says what the legal facts say', (_, fact) => {
    expect(missingFrom(sources.sources[fact.id], fact)).toEqual([]);
  });

  test('keep the confidence they were given', () => {
    const given = facts.map(({ id, confidence }) => [id, /2\+|1T|1|M/.exec(confidence)?.[0]]);

    expect(Object.entries(sources.sources).map(([id, { confidence }]) => [id, confidence])).toEqual(given);
  });

  test('all have a name for a chat line, and none is too long for one', () => {
    const names = Object.keys(sources.sources).map((source) => citationText(sources, { source }));

    expect(names.filter((name) => name.length < 4 || name.length > 90)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what applies when', () => {
  test.each([
    { source: 'ND144-2021', on: '2025-12-14', state: 'in-force' },
    { source: 'ND144-2021', on: '2025-12-15', state: 'lapsed' },
    { source: 'ND282-2025-D32', on: '2025-12-14', state: 'upcoming' },
    { source: 'ND282-2025-D32', on: '2025-12-15', state: 'in-force' },
    { source: 'ND283-2026-D17', on: '2026-09-09', state: 'upcoming' },
    { source: 'ND283-2026-D17', on: '2026-09-10', state: 'in-force' },
    { source: 'ND13-2023', on: '2026-01-01', state: 'lapsed' },
    { source: 'L91-2025-D9', on: '2026-01-01', state: 'in-force' },
    { source: 'L53-2024-D2', on: '2025-07-01', state: 'in-force' },
    { source: 'QD1629-2021-CT', on: '2025-12-31', state: 'in-force' },
    { source: 'QD1629-2021-CT', on: '2026-01-01', state: 'lapsed' },
    { source: 'LTGPL-D7', on: '2026-12-31', state: 'in-force' },
    { source: 'LTGPL-D7', on: '2027-01-01', state: 'lapsed' },
    { source: 'LTGPL-D3', on: '2027-01-01', state: 'in-force' },
    { source: 'L05-2026', on: today, state: 'upcoming' },
    { source: 'QD-2026-2035', on: '2099-01-01', state: 'upcoming' },
  ])('$source is $state on $on', ({ source, on, state }) => {
    expect(sourceState(sources, source, on)).toBe(state);
  });

  test('a chat line names article and document, and says when they no longer apply', () => {
    expect(citationText(sources, { source: 'PL10-2003-D3' })).toBe('Điều 3 Pháp lệnh 10/2003/PL-UBTVQH11');
    expect(citationText(sources, { source: 'ND282-2025-D34K2' })).toBe('Khoản 2 Điều 34 Nghị định 282/2025/NĐ-CP');
    expect(citationText(sources, { source: 'ND144-2021', as: 'history' })).toBe('Nghị định 144/2021/NĐ-CP (không còn hiệu lực)');
    expect(citationText(sources, { source: 'HL-111' })).toBe('Tổng đài 111');
  });
});

describe('what people are shown', () => {
  test('cites nothing that nobody has checked', () => {
    const shown = [
      ...lessons.flatMap(({ lesson }) => [...lesson.messages, ...lesson.questions].flatMap(({ citations }) => citations)),
      ...faq.flatMap(({ entry }) => entry.cite),
    ];

    expect(shown.filter(({ source }) => sources.sources[source]?.confidence === 'M')).toEqual([]);
  });

  test('gives a number only where two sources confirm it', () => {
    const unconfirmed = hotlines.filter(({ number, source }) => number !== undefined && sources.sources[source]?.confidence !== '2+');

    expect(unconfirmed).toEqual([]);
  });

  test('gives each number as its source does', () => {
    const numbered = hotlines.filter(({ number }) => number !== undefined);

    expect(numbered.filter(({ source, number }) => !sources.sources[source]?.says.includes(number ?? ''))).toEqual([]);
    expect(numbered.filter(({ number, call }) => call !== number?.replaceAll(' ', ''))).toEqual([]);
  });

  test('calls a number free only where that is proven', () => {
    expect(hotlines.filter(({ free, number }) => free && number !== undefined).map(({ number }) => number)).toEqual(['111', '112']);
  });

  test('ends every lesson with 113 and 111, and never names the number that 111 replaced', () => {
    expect(hotlines.filter(({ always }) => always).map(({ number }) => number)).toEqual(['113', '111']);
    expect(hotlines.map(({ source }) => source)).not.toContain('HL-18001567');
  });
});

function missingFrom(source: SourcesFile['sources'][string] | undefined, fact: LegalFact): readonly string[] {
  const lawyer = fact.lawyer === 'LS' ? 'Cần luật sư duyệt' : fact.lawyer;
  const expected = [
    ...fact.says.map((text) => [text, source?.says]),
    [fact.status, source?.status],
    [fact.readIn === '–' ? undefined : fact.readIn, source?.read_in],
    [lawyer, source?.lawyer],
  ];
  return expected.flatMap(([text, found]) => (text === undefined || text === '' || found?.includes(text) ? [] : [text]));
}
