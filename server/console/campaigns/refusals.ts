import type { Changed } from '../../campaigns/change-campaign';

/** Why an act was not done; each has its words under `console.refused` of `campaigns.json`. */
export const refusals = [
  'not_found',
  'not_planned',
  'nobody',
  'plan_too_old',
  'needs_approval',
  'own_campaign',
  'outside_area',
  'not_running',
  'not_paused',
  'over',
] as const satisfies readonly Exclude<Changed, 'done' | 'already'>[];
