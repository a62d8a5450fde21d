import type { NamedBlock } from './document';
import type { ReportSnapshot } from './snapshot';
import type { Words } from './words';

const definitions = ['person', 'reached', 'low', 'readings', 'high', 'denominator', 'freshness', 'small', 'held'] as const;

/** The rules behind the figures, the papers behind the denominators, and what an inspector needs to recompute them. */
export function definitionBlocks({ indicators, ledger, rules, takenAt }: ReportSnapshot, { say, format }: Words): readonly NamedBlock[] {
  const papers = indicators.flatMap(({ total: { indicator, denominator } }) =>
    denominator.status === 'complete'
      ? [
          say('definition.paper', {
            term: indicator.term,
            people: format.number(denominator.people),
            asOf: format.day(denominator.asOf),
            issuer: denominator.issuer,
            document: denominator.document,
          }),
        ]
      : [],
  );
  const marks = ledger.map((mark) =>
    say('definition.seal', { ledger: say(`ledger.${mark.ledger}`), number: mark.number, hash: mark.hash.slice(0, 16) }),
  );
  const taken = say('definition.taken', {
    at: format.moment(new Date(takenAt)),
    rules,
    seals: marks.length === 0 ? say('definition.noSeal') : marks.join('; '),
  });
  return [
    ...definitions.map((id) => item(`definition.${id}`, say(`definition.${id}`))),
    ...papers.map((text, index) => item(`definition.paper.${index}`, text)),
    item('definition.taken', taken),
  ];
}

function item(id: string, text: string): NamedBlock {
  return { id, block: { kind: 'item', text } };
}
