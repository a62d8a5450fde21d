import { loadAgencies, readAgencies } from '../../../server/plans/agencies';

const agencies = readAgencies(`
agencies:
  - {was: [Sở cũ, Phòng cũ], now: [{name: Sở mới, for: trẻ em, fact: TC-01}], since: 2025-03-01}
  - {was: [Sở lạc], now: []}
`);

describe('an agency of a plan', () => {
  test.each([
    { name: 'Phòng cũ', issued: '2021-12-21', found: { state: 'moved', to: [{ name: 'Sở mới', for: 'trẻ em', fact: 'TC-01' }] } },
    { name: 'Sở lạc', issued: '2021-12-21', found: { state: 'gap' } },
    { name: 'Công an tỉnh', issued: '2021-12-21', found: { state: 'kept' } },
    { name: 'Sở cũ', issued: '2025-03-01', found: { state: 'kept' } },
    { name: 'Sở cũ', issued: null, found: { state: 'moved', to: [{ name: 'Sở mới', for: 'trẻ em', fact: 'TC-01' }] } },
  ])('$name in a plan of $issued: $found.state', ({ name, issued, found }) => {
    expect(agencies(name, issued)).toEqual(found);
  });

  test('is found in the register that comes with the product', () => {
    expect(loadAgencies()('Sở TT&TT', '2021-12-21')).toEqual({ state: 'gap' });
  });
});
