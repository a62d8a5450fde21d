const step = 10;

/** A count of people in tens: no subtraction, from another count or from the same one a day before, leaves one person. */
export function atLeast(count: number): number | undefined {
  return count < step ? undefined : count - (count % step);
}
