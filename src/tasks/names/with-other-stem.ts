/** A name with another stem, made from its own; the rest of it stays. The stem is the first word, or the first two characters. */
export function withOtherStem(name: string, another: (stem: string) => string): string {
  const [stem] = /\p{Script=Han}/u.test(name) ? [name.slice(0, 2)] : name.split(" ");
  return another(stem!) + name.slice(stem!.length);
}
