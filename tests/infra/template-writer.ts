import { canonicalJson, shortHash } from "../../src/core/hash.ts";
import type { JsonObject, JsonValue } from "../../src/core/json/value.ts";
import { createRandom, type Random } from "../../src/core/random.ts";
import { composeTemplate } from "../../src/templates/meta-agent/compose-template.ts";
import type { Cell } from "../../src/templates/meta-agent/grid.ts";
import { wordsOf } from "../../src/templates/meta-agent/model/protocol-words.ts";
import { exampleReply, type WrittenTemplate } from "../../src/templates/meta-agent/model/reply-shape.ts";
import { inventForCell } from "../../src/templates/meta-agent/protocols/invent-for-cell.ts";
import type { LabelledProtocol } from "../../src/templates/protocol/protocol.ts";

/** A request for a template, as far as the writer reads it. */
export interface WriterRequest {
  readonly cell: Cell;
  readonly layout: string;
  readonly demands: readonly string[];
  readonly example: WrittenTemplate;
  /** How often this one was answered already. */
  readonly repairs: number;
  readonly random: Random;
  readonly key: string;
}

/** Says something else than a good answer: undefined for a good one. */
export type Spoiler = (good: WrittenTemplate, request: WriterRequest) => string | undefined;

/**
 * Answers requests for templates as a very able model would. It is none: it takes the cell from the request and lets our own
 * grammar compose a template like the example, so all that it proves is that requests, replies, checks and repairs fit together.
 * For `reply` of the fault server.
 */
export function templateWriter(spoil: Spoiler = () => undefined): (request: { readonly body: Buffer }) => string {
  return ({ body }) => {
    const request = readRequest(JSON.parse(body.toString()) as JsonObject);
    const good = composed.get(request.key) ?? compose(request);
    composed.set(request.key, good);
    return spoil(good, request) ?? JSON.stringify(good);
  };
}

/** The same request has the same answer, which takes some time to find. */
const composed = new Map<string, WrittenTemplate>();

function readRequest(body: JsonObject): WriterRequest {
  const messages = body["messages"] as unknown as readonly { content: string }[];
  const text = messages[1]!.content;
  const value = (name: string) => new RegExp(`^- ${name} = ([\\w-]+)`, "m").exec(text)![1]!;
  const cell = {
    ability: value("ability"),
    kind: value("protocol"),
    rendering: value("tools") === "none" ? "json" : value("tools"),
    episode: value("steps"),
    tone: value("tone"),
    language: value("language"),
  } as Cell;
  const demands = [...text.matchAll(/^- (thought|ending_thought|[a-z]+(?:-[a-z]+)+): /gm)].map(([, name]) => name!);
  const example = JSON.parse(/^\{"protocol".*$/m.exec(text)![0]) as WrittenTemplate;
  const repairs = (messages.length - 2) / 2;
  const key = shortHash(canonicalJson([messages, body["seed"] ?? 0] as unknown as JsonValue));
  const random = createRandom(1, key);
  return { key, random, cell, layout: value("layout"), demands, example, repairs };
}

function compose({ cell, layout, demands, example, random }: WriterRequest): WrittenTemplate {
  const wanted = keysOf(example.protocol as JsonValue);
  for (let tries = 0; tries < 3000; tries++) {
    const protocol = inventForCell(cell, random, new Set())!;
    const text = JSON.stringify(protocol);
    if (text.includes('"constants"') || text.includes('"fields"')) continue;
    if (canonicalJson(keysOf(wordsOf(protocol) as JsonValue)) !== canonicalJson(wanted)) continue;
    if (protocol.kind === "labelled" && !showsBrackets(example, protocol)) continue;
    if (protocol.kind === "tagged" && (protocol.thought.always === true) !== showsThought(example)) continue;
    for (let drafts = 0; drafts < 60; drafts++) {
      const draft = composeTemplate(cell, protocol, undefined, random);
      const asked = [...draft.demands.fields, ...draft.demands.behaviours];
      if (draft.layout.kind === layout && [...asked].sort().join() === [...demands].sort().join())
        return exampleReply(draft);
    }
  }
  return example;
}

/** Between marks a thought stands in some protocols only: the example shows whether in this one. */
function showsThought({ protocol, slots }: WrittenTemplate): boolean {
  return slots.output_format.includes((protocol["thought"] as { readonly open: string }).open);
}

/** Brackets around arguments are no words: the example shows which. */
function showsBrackets({ slots }: WrittenTemplate, protocol: LabelledProtocol): boolean {
  const { arguments: around } = protocol;
  if (!("open" in around)) return true;
  return slots.output_format.includes(`${around.open}{`) && slots.output_format.includes(`}${around.close}`);
}

/** Which words there are, without what they say. */
function keysOf(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return "";
  if (Array.isArray(value)) return ["list"];
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]));
}
