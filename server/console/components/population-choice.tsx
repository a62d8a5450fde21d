import type { Population } from '../../../courses/model';
import type { View } from '../view';

type Props = {
  readonly view: View;
  readonly legend: string;
  readonly offered: readonly Population[];
  readonly chosen: readonly string[];
  readonly fault: string | undefined;
};

/** Several populations, each with a box to tick; sent as `populations`. */
export function PopulationChoice({ view, legend, offered, chosen, fault }: Props) {
  const p = view.words('places');
  return (
    <fieldset id="field-populations" aria-describedby={fault === undefined ? undefined : 'field-populations-fault'}>
      <legend>{legend}</legend>
      {offered.map((population) => (
        <div class="choice" key={population}>
          <input
            id={`population-${population}`}
            type="checkbox"
            name="populations"
            value={population}
            checked={chosen.includes(population)}
          />
          <label for={`population-${population}`}>{p(`population.${population}`)}</label>
        </div>
      ))}
      {fault === undefined ? null : (
        <p class="field-fault" id="field-populations-fault">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
