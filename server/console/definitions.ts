/** The rules of `docs/design/reach.md` as the console explains them, in reading order; `assumed` ones wait for the plan's owner. */
export const definitions = [
  { id: 'person', assumed: false },
  { id: 'reached', assumed: false },
  { id: 'official', assumed: false },
  { id: 'high', assumed: false },
  { id: 'denominator', assumed: false },
  { id: 'incomplete', assumed: false },
  { id: 'share', assumed: false },
  { id: 'target', assumed: false },
  { id: 'attendances', assumed: false },
  { id: 'understood', assumed: false },
  { id: 'remembered', assumed: false },
  { id: 'change', assumed: false },
  { id: 'reading', assumed: false },
  { id: 'present', assumed: false },
  { id: 'freshness', assumed: true },
  { id: 'suppressed', assumed: false },
  { id: 'held', assumed: false },
  { id: 'serviceWorker', assumed: false },
  { id: 'period', assumed: false },
  { id: 'updated', assumed: false },
] as const;

export type DefinitionId = (typeof definitions)[number]['id'];
