import { RE2JS } from "re2js";

/** Work that a hostile schema asked for is more than a check is worth: the arguments stay unchecked. */
export class CostlyCheck extends Error {}

/** The longest pattern that is looked at, in characters. */
const LONGEST_PATTERN = 1000;
/** States of the pattern times characters of the text, for one check: about 0.2 s at worst. */
const LARGEST_WORK = 2e7;

/** A compiled pattern, in the shape that ajv asks for. */
export interface LinearPattern {
  test(text: string): boolean;
  toString(): string;
}

/**
 * A regular expression of JavaScript's (and so JSON Schema's) syntax in an engine whose time grows linearly with the
 * text: `^(a+)+$` cannot hang it. Throws for what such an engine cannot do (lookaround, back references), for wrong
 * syntax and for more than {@link LONGEST_PATTERN} characters; `test` throws {@link CostlyCheck}.
 */
export function linearPattern(source: string): LinearPattern {
  if (source.length > LONGEST_PATTERN) throw new Error(`a pattern of more than ${LONGEST_PATTERN} characters`);
  const pattern = RE2JS.compile(RE2JS.translateRegExp(source));
  const states = pattern.programSize();
  return {
    test(text) {
      if (states * text.length > LARGEST_WORK) throw new CostlyCheck("a pattern over a long text");
      return pattern.test(text);
    },
    toString: () => source,
  };
}
