/**
 * A function that remembers what it made for a key: the last 200 of it if nothing else is said, which is enough for the
 * patterns of a protocol, whose steps come one after the other. What was made longest ago is forgotten first.
 */
export function remembered<T, Rest extends readonly unknown[]>(
  make: (...rest: Rest) => T,
  most = 200,
): (key: string, ...rest: Rest) => T {
  const made = new Map<string, T>();
  return (key, ...rest) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(...rest);
    if (made.size >= most) made.delete(made.keys().next().value!);
    made.set(key, fresh);
    return fresh;
  };
}
