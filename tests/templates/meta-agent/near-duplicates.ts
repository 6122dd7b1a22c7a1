import type { PromptTemplate } from "../../../src/templates/template.ts";

/** How many templates have another one of their language with a Jaccard similarity of 0.8 or more; every pair is compared. */
export function countNearDuplicates(templates: readonly PromptTemplate[]): number {
  const near = new Set<number>();
  const sets = templates.map((template) => ({ language: template.language, shingles: shinglesOf(template) }));
  for (const [at, one] of sets.entries())
    for (let other = at + 1; other < sets.length; other++) {
      const two = sets[other]!;
      if (one.language === two.language && similarity(one.shingles, two.shingles) >= 0.8) near.add(at).add(other);
    }
  return near.size;
}

/** Hashes of five words (of Chinese: characters) in a row, sorted; without the list of tools. */
function shinglesOf({ slots, layout }: PromptTemplate): Uint32Array {
  const { tools: _, ...others } = slots;
  const text = [...Object.values(layout), ...Object.values(others)].join("\n").toLowerCase();
  const words = text.match(/\p{Script=Han}|[\p{L}\p{N}_]+/gu) ?? [];
  const hashes = words.slice(4).map((_, at) => hash(words.slice(at, at + 5).join(" ")));
  return Uint32Array.from(new Set(hashes)).sort();
}

function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}

function similarity(a: Uint32Array, b: Uint32Array): number {
  if (Math.min(a.length, b.length) < 0.8 * Math.max(a.length, b.length)) return 0;
  let [left, right, shared] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const [one, two] = [a[left]!, b[right]!];
    if (one === two) shared++;
    if (one <= two) left++;
    if (two <= one) right++;
  }
  return shared / (a.length + b.length - shared);
}
