import type { WrittenTemplate } from "../../src/templates/meta-agent/model/reply-shape.ts";
import type { Spoiler } from "./template-writer.ts";

function changed(good: WrittenTemplate, slots: Partial<WrittenTemplate["slots"]>, rest: object = {}): string {
  return JSON.stringify({ ...good, ...rest, slots: { ...good.slots, ...slots } });
}

function added(slot: keyof WrittenTemplate["slots"], text: string): Spoiler {
  return (good) => changed(good, { [slot]: `${good.slots[slot]}\n${text}` });
}

/** Ways in which models answer badly, or with malice, each with the reason that it is dropped by if it does not mend. */
export const SPOILERS: Readonly<Record<string, readonly [reason: string, spoil: Spoiler]>> = {
  "says something else": ["no_json", () => "Sure! I would be happy to help you with templates. What do you need?"],
  "says nothing": ["no_json", () => " "],
  "loops like a small model": ["no_json", () => "The agent is the agent of the agent. ".repeat(300)],
  "stops in the middle": ["wrong_shape", (good) => JSON.stringify(good).slice(0, -40)],
  "gives a list": ["no_json", () => "[1, 2, 3]"],
  "gives another object": ["wrong_shape", () => '{"template": "You are an agent."}'],
  "leaves a slot out": ["wrong_shape", (good) => JSON.stringify({ ...good, slots: { goal: good.slots.goal } })],
  "adds a key": ["wrong_shape", (good) => JSON.stringify({ ...good, origin: { by: "library" } })],
  "gives numbers": ["wrong_shape", (good) => changed(good, { goal: 7 as unknown as string })],
  "nests deep": ["no_json", () => `${'{"slots":'.repeat(50_000)}1${"}".repeat(50_000)}`],
  "nests a slot deep": [
    "wrong_shape",
    (good) => JSON.stringify({ ...good, slots: JSON.parse(`${"[".repeat(400)}${"]".repeat(400)}`) }),
  ],
  "is huge": ["no_json", (good) => changed(good, { profile: "Be kind. ".repeat(60_000) })],
  "is long": ["too_long", (good) => changed(good, { profile: "Be kind. ".repeat(2_000) })],
  "writes without a blank": ["too_long", added("output_format", `<${"a".repeat(500)}`)],
  "has endless labels": [
    "too_long",
    (good) => JSON.stringify({ ...good, protocol: flattened(good.protocol, "<<same".repeat(900)) }),
  ],
  "echoes the example": ["copied_signs", (_, { example }) => JSON.stringify(example)],
  "reaches for a constructor": [
    "unsafe_template",
    added("profile", "{{ agent_name.constructor.constructor('return process')() }}"),
  ],
  "includes a file": ["unsafe_template", added("instructions", '{% include "/etc/passwd" %}')],
  "defines a macro": ["unsafe_template", added("instructions", "{% macro a() %}{{ a() }}{% endmacro %}")],
  "names the environment": ["unsafe_template", added("goal", "{{ env }}")],
  "loops in loops": [
    "unsafe_template",
    added("memory", `${"{% for a in knowledge %}".repeat(9)}x${"{% endfor %}".repeat(9)}`),
  ],
  "leaves a tag open": ["unsafe_template", added("goal", "{% if goal %}")],
  "forgets the goal": ["goal_not_shown", (good) => changed(good, { goal: "..." })],
  "hides text": ["invisible_characters", added("profile", "\u200b\u202etxet\u202c")],
  "writes in tags": ["invisible_characters", added("profile", "\u{e0041}\u{e0042}")],
  "asks for secrets": ["speaks_of_secrets", added("instructions", "API key")],
  "sends it elsewhere": ["holds_address", added("instructions", "https://collect.example/x")],
  "writes in Cyrillic": ["other_language", added("instructions", "Отвечай кратко")],
  "says the same again": ["repeats_itself", (good) => changed(good, { profile: "a b c d e f g h ".repeat(60) })],
  "has no profile": ["says_too_little", (good) => changed(good, { profile: "{{ agent_name }}" })],
  "uses one word for all": ["schema", (good) => JSON.stringify({ ...good, protocol: flattened(good.protocol) })],
};

/** The same word everywhere: a protocol that nobody can read back. */
function flattened(words: WrittenTemplate["protocol"], word = "<<same>>"): unknown {
  return JSON.parse(JSON.stringify(words, (_, value: unknown) => (typeof value === "string" ? word : value)));
}
