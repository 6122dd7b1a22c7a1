import { canonicalJson } from "../core/hash.ts";
import { isObject, type JsonObject, type JsonValue } from "../core/json/value.ts";
import { quoted } from "../core/visible-text.ts";
import type { Plan } from "./plan.ts";
import { serverChanges } from "./server-changes.ts";

const SHOWN = 3;
/** Where a file lies decides nothing: its hash stands beside it. */
const PATHS = new Set([
  "tasks.path",
  "tasks.more_paths",
  "templates.path",
  "tools.paths",
  "environments.paths",
  "cassette.path",
  "served.chat_template.file",
]);

/** What is to be done now that the plan of before did not say, each as a short text; none where they are the same. */
export function planChanges(before: Plan, now: Plan): string[] {
  const { templates: oldTemplates, mcp: oldServers, ...old } = before;
  const { templates: newTemplates, mcp: newServers, ...rest } = now;
  return [
    ...valueChanges("", asJson(old), asJson(rest)),
    ...serverChanges(oldServers, newServers),
    ...templateChanges(oldTemplates.chosen, newTemplates.chosen),
  ];
}

/** As it stands on disk: what is absent is not there at all. */
function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

function valueChanges(path: string, before: JsonValue | undefined, now: JsonValue | undefined): string[] {
  if (PATHS.has(path) || same(before, now)) return [];
  if (isObject(before) && isObject(now)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    const below = (value: JsonObject, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
    return keys.flatMap((key) =>
      valueChanges(path === "" ? key : `${path}.${key}`, below(before, key), below(now, key)),
    );
  }
  return [`${path} was ${shown(before)} and is now ${shown(now)}`];
}

function same(before: JsonValue | undefined, now: JsonValue | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  return canonicalJson(before) === canonicalJson(now);
}

const LONGEST_SHOWN = 200;

function shown(value: JsonValue | undefined): string {
  if (value === undefined) return "not given";
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? quoted(text, LONGEST_SHOWN) : text;
}

type Chosen = Plan["templates"]["chosen"];

function templateChanges(before: Chosen, now: Chosen): string[] {
  const [old, fresh] = [new Map(before.map(pair)), new Map(now.map(pair))];
  const ids = (list: Chosen, holds: (id: string) => boolean) => list.map(({ id }) => id).filter(holds);
  const changes = [
    listed(
      "no longer there",
      ids(before, (id) => !fresh.has(id)),
    ),
    listed(
      "new",
      ids(now, (id) => !old.has(id)),
    ),
    listed(
      "changed",
      ids(now, (id) => old.has(id) && old.get(id) !== fresh.get(id)),
    ),
  ].filter((text) => text !== undefined);
  if (changes.length > 0 || before.every(({ id }, at) => id === now[at]!.id)) return changes;
  return ["the templates are in another order"];
}

function pair({ id, sha256 }: Chosen[number]): [string, string] {
  return [id, sha256];
}

function listed(what: string, ids: readonly string[]): string | undefined {
  if (ids.length === 0) return undefined;
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : "";
  return `${ids.length === 1 ? "a template is" : "templates are"} ${what}: ${ids.slice(0, SHOWN).join(", ")}${more}`;
}
