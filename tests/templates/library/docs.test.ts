import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TEMPLATES } from "../../../src/templates/library/registry.ts";

const page = readFileSync("docs/templates.md", "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| `"));

/** The row that names a template: by its id, or by the end of it behind another's. */
function rowOf(id: string): string[] | undefined {
  const [, base, language] = /^(.*)-(en|zh)$/.exec(id)!;
  const row = rows.find((line) => {
    const named = [...line.split("|")[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
    const [first = "", ...others] = named;
    const prefix = first.slice(0, first.indexOf("-") + 1);
    return [
      first,
      ...others.map((end) => (/^-(?:en|zh)$/.test(end) ? first.replace(/-en$/, end) : prefix + end.slice(1))),
    ].includes(`${base}-${language}`);
  });
  return row?.split("|").map((cell) => cell.trim());
}

test.each(Object.values(TEMPLATES))("the page says what $id is", ({ id, ability, layout, episode, demands }) => {
  const [, , abilityCell, layoutCell, episodeCell, , demandCell] = rowOf(id) ?? [];
  expect(abilityCell).toBe(ability.replace("-", " "));
  const chat = layout.kind === "chat" ? (layout.system === "" ? "user" : "system and user") : "one prompt";
  expect(layoutCell).toBe(chat);
  const turns = layout.kind === "chat" ? "turns" : "behind the prompt";
  expect(episodeCell).toBe(episode === "finished-tasks" ? "finished tasks" : turns);
  expect(demandCell!.includes("thought")).toBe(demands.fields.length > 0);
  expect(demandCell!.includes("one call")).toBe(demands.behaviours.includes("one-call"));
});
