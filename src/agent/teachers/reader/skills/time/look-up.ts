import { isObject, type JsonObject, type JsonValue } from "../../../../../core/json/value.ts";
import type { Role } from "../../../../../tasks/environments/time/role.ts";
import { jsonOf } from "../../../../../templates/protocol/arguments.ts";
import type { Intent, ReaderView, SeenCall } from "../../reader-view.ts";
import { parameterNames, pickTool } from "./pick-tool.ts";

/** What was found, or what has to be done first. */
export type Found<T> = { readonly found: T } | { readonly intent: Intent };

/** A member that only what such a tool gives back has. */
const MEMBER: Readonly<Record<Role, string>> = {
  register: "entries",
  opening: "entries",
  clock: "utc_offset",
  today: "today",
  shift: "date",
  difference: "total_days",
  calendar: "weekday",
  lunar: "date",
  terms: "solar_terms",
  holidays: "holidays",
};

/** What a tool gave for these values, or the call that asks it; `why` is the reason for that in each language. */
export function lookUp(
  view: ReaderView,
  role: Role,
  values: readonly (string | number | boolean)[],
  why: Readonly<Record<ReaderView["language"], string>>,
): Found<JsonObject> {
  const { done, tools, language } = view;
  const given = values.filter((value) => value !== false);
  for (const call of done) {
    const result = call.failed ? undefined : jsonOf(call.observation);
    if (isObject(result) && MEMBER[role] in result && hasValues(call, given)) return { found: result };
  }
  const tool = pickTool(tools, role);
  if (tool === undefined)
    return lost(language === "zh" ? "没有工具能查到所需的内容" : "none of the tools can look this up");
  if (done.some((call) => call.name === tool.name && hasValues(call, given)))
    return lost(
      language === "zh"
        ? `${tool.name}没有给出所需的内容，无法回答`
        : `${tool.name} did not give it, so I cannot answer`,
    );
  const names = parameterNames(tool);
  const args = Object.fromEntries(given.map((value, at) => [names[at]!, value]));
  return { intent: { reason: why[language], call: { name: tool.name, arguments: args } } };
}

function hasValues({ arguments: args }: SeenCall, values: readonly JsonValue[]): boolean {
  const said = Object.values(args).map((one) => String(one).toLowerCase());
  return said.length === values.length && values.every((value, at) => said[at] === String(value).toLowerCase());
}

/** Nothing can be found. */
export function lost(reason: string): { readonly intent: Intent } {
  return { intent: { reason, give_up: reason } };
}
