/** The rule that was broken, and the platform's code for it. */
export type Refusal = { readonly rule: string; readonly code: number; readonly message?: string };

export function isRefusal<Good extends object>(value: Good | Refusal): value is Refusal {
  return 'rule' in value && 'code' in value;
}

export function invalid(rule: string, field: string): Refusal {
  return { rule, code: -201, message: `${field} is invalid!` };
}
