import type { Indicator, IndicatorPopulation, Target } from '../figure';
import type { PersonCount } from '../plan-file';
import { isIndicatorPopulation } from '../plan-populations';
import type { PlanVersion } from '../plan-version';
import { namedPopulations } from './person-coverage';

/** The indicators of a plan that ask for a number of people: `core` ones about people whom we reach. */
export function personCountIndicators(plan: PlanVersion): readonly Indicator[] {
  return plan.file.indicators.flatMap((line) => {
    if (line.kind !== 'person_count' || line.scope !== 'core' || !isIndicatorPopulation(line.population)) return [];
    return [indicatorOf(plan, line, line.population)];
  });
}

function indicatorOf(plan: PlanVersion, line: PersonCount, population: IndicatorPopulation): Indicator {
  return {
    plan: plan._id,
    id: line.id,
    ...(line.line === undefined ? {} : { line: line.line }),
    kind: 'person_count',
    population,
    populations: namedPopulations(line, population),
    term: line.term ?? (line.institutions ?? []).join(', '),
    target: targetOf(line),
    ...(line.due == null ? {} : { due: `${line.due}-12-31` }),
  };
}

const vietnamese = new Intl.NumberFormat('vi-VN');

/** All of that many people, so that it is judged like a share. */
function targetOf({ target_count, op, op_written }: PersonCount): Target {
  const words = op === '>' ? 'Trên ' : op_written === 'bare' ? '' : 'Ít nhất ';
  return { basisPoints: 10_000, strict: op === '>', written: `${words}${vietnamese.format(target_count)} người`, people: target_count };
}
