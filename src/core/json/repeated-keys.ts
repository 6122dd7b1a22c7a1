import { membersOf, spellingsExist } from "./spelling.ts";
import { isObject, type JsonValue } from "./value.ts";

/** The paths of keys that an object repeats (`steps[0].extra.name`), for a warning; the last one of each is what is read. */
export function repeatedKeysOf(value: JsonValue): string[] {
  const paths = new Set<string>();
  if (spellingsExist()) collect(value, "", paths);
  return [...paths];
}

function collect(value: JsonValue, path: string, into: Set<string>): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, `${path}[${index}]`, into);
  } else if (isObject(value)) {
    const seen = new Set<string>();
    for (const member of membersOf(value)) {
      const at = path === "" ? member.key : `${path}.${member.key}`;
      if (seen.has(member.key)) into.add(at);
      seen.add(member.key);
      collect(member.value, at, into);
    }
  }
}
