import type { Population } from '../../../courses/model';
import type { Indicator, IndicatorPopulation, Target } from '../figure';
import type { PersonCoverage } from '../plan-file';
import { institutionPopulations, isIndicatorPopulation, populationsOf } from '../plan-populations';
import type { PlanVersion } from '../plan-version';

/** The indicators of a plan that are counted from the ledger: `core` ones about people whom we reach. */
export function personCoverageIndicators(plan: PlanVersion): readonly Indicator[] {
  return plan.file.indicators.flatMap((line) => {
    if (line.kind !== 'person_coverage' || line.scope !== 'core' || !isIndicatorPopulation(line.population)) return [];
    return [indicatorOf(plan, line, line.population)];
  });
}

function indicatorOf(plan: PlanVersion, line: PersonCoverage, population: IndicatorPopulation): Indicator {
  return {
    plan: plan._id,
    id: line.id,
    ...(line.line === undefined ? {} : { line: line.line }),
    kind: 'person_coverage',
    population,
    populations: namedPopulations(line, population),
    term: line.term ?? (line.institutions ?? []).join(', '),
    target: targetOf(line),
    ...(line.due == null ? {} : { due: `${line.due}-12-31` }),
  };
}

/** A plan that names kinds of schools means those, else all of the population. */
export function namedPopulations(line: Pick<PersonCoverage, 'institutions'>, population: IndicatorPopulation): readonly Population[] {
  if (line.institutions === undefined) return populationsOf[population];
  return line.institutions.flatMap((name) => institutionPopulations[name] ?? []);
}

/** Stored as written: a bare "70 %" is at least 70. */
export function targetOf({ target_pct, op, op_written }: Pick<PersonCoverage, 'target_pct' | 'op' | 'op_written'>): Target {
  const words = op === '>' ? 'Trên ' : op_written === 'bare' ? '' : 'Ít nhất ';
  return { basisPoints: Math.round(target_pct * 100), strict: op === '>', written: `${words}${target_pct}%` };
}
