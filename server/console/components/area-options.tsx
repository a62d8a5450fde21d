import type { Area } from '../../storage/collections/areas';

/** What a text field with `list="areas"` offers; its reader may type anything else. */
export function AreaOptions({ areas }: { readonly areas: readonly Area[] }) {
  return (
    <datalist id="areas">
      {areas.map(({ _id, name }) => (
        <option key={_id} value={_id}>
          {name}
        </option>
      ))}
    </datalist>
  );
}
