/** How many shingles two ascending sets share, or undefined where that is less than four fifths of what either has. */
export function sharedBy(one: Uint32Array, other: Uint32Array): number | undefined {
  // At least 4/5 of the union is 4/9 of the two sizes together.
  const needed = Math.ceil((4 * (one.length + other.length)) / 9);
  let [left, right, shared] = [0, 0, 0];
  while (left < one.length && right < other.length) {
    if (shared + Math.min(one.length - left, other.length - right) < needed) return undefined;
    const [a, b] = [one[left]!, other[right]!];
    if (a === b) shared++;
    if (a <= b) left++;
    if (b <= a) right++;
  }
  return shared >= needed ? shared : undefined;
}
