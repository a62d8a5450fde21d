export const sorted = (values) => [...values].sort((a, b) => a - b);

/** Of sorted values, between neighbours by weight; `undefined` when there are none. */
export function quantile(ascending, share) {
  if (ascending.length === 0) return undefined;
  const place = (ascending.length - 1) * share;
  const below = ascending[Math.floor(place)];
  return below + (ascending[Math.ceil(place)] - below) * (place % 1);
}

/** Median and the quartiles beside it. */
export function spread(values) {
  const ascending = sorted(values);
  return { median: quantile(ascending, 0.5), from: quantile(ascending, 0.25), to: quantile(ascending, 0.75) };
}
