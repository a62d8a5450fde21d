import type { Term } from '../../storage/collections/groups';
import type { Organisation } from '../../storage/collections/organisations';
import { PostForm, SelectField } from '../components/form';
import type { View } from '../view';
import { placeLinks } from './links';
import { Crumbs, PlaceFrame } from './place-frame';

type RolloverProps = { readonly view: View; readonly organisation: Organisation; readonly terms: readonly Term[] };

/** From one school year to the next: which one ends; what follows is shown before anything is written. */
export function RolloverPage({ view, organisation, terms }: RolloverProps) {
  const p = view.words('places');
  return (
    <PlaceFrame view={view} title={p('rollover.title')} tab="imports">
      <div class="narrow">
        <Crumbs label={p('title')} crumbs={[{ name: organisation.name, href: placeLinks.organisation(organisation._id) }]} />
        <h1>{p('rollover.title')}</h1>
        <p class="lead">{p('rollover.lead')}</p>
        {terms.length === 0 ? (
          <p class="notice">{p('rollover.none')}</p>
        ) : (
          <PostForm view={view} action={placeLinks.rollover(organisation._id)}>
            <SelectField
              name="term"
              label={p('rollover.term')}
              value={terms[0]?.name}
              choices={terms.map(({ name }) => ({ value: name, label: name }))}
            />
            <button type="submit">{p('rollover.propose')}</button>
          </PostForm>
        )}
      </div>
    </PlaceFrame>
  );
}
