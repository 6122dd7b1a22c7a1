import { z } from "zod";
import { isObject, type JsonObject, type JsonValue } from "../src/core/json/value.ts";
import { STAGE_KINDS } from "../src/pipeline/run-file/registry.ts";
import { runFileSchema, stageSchema } from "../src/pipeline/run-file/run-file.ts";
import type { StageKind } from "../src/pipeline/run-file/stage-kind.ts";
import { SETTINGS } from "../src/pipeline/settings/settings.ts";

/** The reference of run files and of settings. */
export function runFilePage(): string {
  return [
    "# Run files",
    "",
    "How to use them: [Run files](../run-file.md).",
    "",
    ...table("key", runFileSchema),
    "A stage:",
    "",
    ...table("key", stageSchema),
    "| `do` | what it does |",
    "|---|---|",
    ...Object.entries(STAGE_KINDS).map(([name, { summary }]) => `| [\`${name}\`](#${name}) | ${summary} |`),
    "",
    ...Object.entries(STAGE_KINDS).flatMap(([name, kind]) => stageSection(name, kind)),
    "## Settings",
    "",
    "A flag goes before a variable, that before the run file, and that before the default. `mat config` prints what holds.",
    "",
    "| setting | flag | variable | default | meaning |",
    "|---|---|---|---|---|",
    ...SETTINGS.map(
      ({ name, variable, usual, summary }) =>
        `| \`${name}\` | \`--${name}\` | \`${variable}\` | ${usual === null ? "none" : String(usual)} | ${summary} |`,
    ),
    "",
  ].join("\n");
}

function stageSection(name: string, { summary, makes, settings, options }: StageKind): string[] {
  const taken =
    settings.length === 0 ? "" : ` Of the settings it takes ${settings.map((item) => `\`${item}\``).join(" and ")}.`;
  return [`## ${name}`, "", `${summary}. It makes ${makes}.${taken}`, "", ...table("option", options)];
}

function table(head: string, schema: z.ZodType): string[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const rows = Object.entries(properties).map(([name, property]) => {
    const known: JsonObject = isObject(property) ? property : {};
    const notes = [
      ...(required.includes(name) ? ["needed"] : []),
      ...(["string", "number", "boolean"].includes(typeof known["default"])
        ? [`default ${String(known["default"])}`]
        : []),
    ];
    const about = typeof known["description"] === "string" ? known["description"] : "";
    return `| \`${name}\` | ${typeOf(known)} | ${about}${notes.length === 0 ? "" : ` (${notes.join("; ")})`} |`;
  });
  return [`| ${head} | value | meaning |`, "|---|---|---|", ...rows, ""];
}

function typeOf(property: JsonValue | undefined): string {
  if (!isObject(property)) return "any";
  if (Array.isArray(property["enum"])) return property["enum"].map(String).join(" or ");
  if (Array.isArray(property["anyOf"])) return property["anyOf"].map(typeOf).join(" or ");
  const { type, items } = property;
  if (type === "array") return `list of ${typeOf(items)}`;
  return typeof type === "string" ? type : "any";
}
