import { roles } from '../../staff/roles';
import { type Faults, Field, SelectField } from '../components/form';
import type { View } from '../view';
import { scopeKinds, type TypedRole } from './given-role';

/** What somebody may do, and how far. */
export function RoleFields({ view, typed, faults }: { readonly view: View; readonly typed: TypedRole; readonly faults: Faults }) {
  const s = view.words('staff');
  const roleChoices = roles.map((value) => ({ value, label: `${s(`role.${value}`)} – ${s(`roleMeans.${value}`)}` }));
  const kindChoices = scopeKinds.map((value) => ({ value, label: s(`scope.${value}`) }));
  return (
    <>
      <SelectField
        name="role"
        label={s('invite.role')}
        hint={s('invite.roleHint')}
        faults={faults}
        choices={roleChoices}
        value={typed.role}
      />
      <SelectField name="kind" label={s('invite.scope')} faults={faults} choices={kindChoices} value={typed.kind} />
      <Field name="id" label={s('invite.place')} hint={s('invite.placeHint')} faults={faults}>
        {(described) => <input {...described} value={typed.id} autocapitalize="none" spellcheck={false} maxLength={120} />}
      </Field>
    </>
  );
}
