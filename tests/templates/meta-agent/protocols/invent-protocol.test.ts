import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../../src/core/random.ts";
import { PHRASEBOOKS } from "../../../../src/templates/meta-agent/phrases/phrasebooks.ts";
import { inOneScript } from "../../../../src/templates/meta-agent/protocols/in-one-script.ts";
import { inventProtocol } from "../../../../src/templates/meta-agent/protocols/invent-protocol.ts";
import { differenceOf } from "../../../../src/templates/protocol/agent-step.ts";
import { decodeStep } from "../../../../src/templates/protocol/decode-step.ts";
import { encodeStep } from "../../../../src/templates/protocol/encode-step.ts";
import type { Protocol } from "../../../../src/templates/protocol/protocol.ts";
import { protocolKey } from "../../../../src/templates/protocol/protocol-key.ts";
import { protocolSchema } from "../../../../src/templates/protocol/protocol-schema.ts";
import { isRefusal } from "../../../../src/templates/protocol/refusal.ts";
import { PROTOCOLS } from "../../../../src/templates/protocol/registry.ts";
import { anyStep } from "../../protocol/any-step.ts";

const KINDS = ["labelled", "json", "tagged", "native"] as const;

function invented(kind: Protocol["kind"], language: "en" | "zh", count: number, acts = true): Protocol[] {
  const random = createRandom(11, `${kind} ${language}`);
  const known = new Set<string>();
  return Array.from({ length: count }, () => {
    const words = inOneScript(PHRASEBOOKS[language].protocol, random);
    return inventProtocol(kind, { random, words, language, acts }, known)!;
  });
}

describe.each(KINDS)("invented protocols of the kind %s", (kind) => {
  const protocols = [...invented(kind, "en", 25), ...invented(kind, "zh", 25)];

  test("are valid, data, and all different", () => {
    for (const protocol of protocols) {
      expect(protocolSchema.safeParse(protocol).error).toBeUndefined();
      expect(JSON.parse(JSON.stringify(protocol))).toEqual(protocol);
    }
    expect(new Set(protocols.map(protocolKey)).size).toBe(50);
    expect(new Set(protocols.map(({ name }) => name)).size).toBe(50);
  });

  test("give hostile steps back, or refuse them by name", () => {
    let refused = 0;
    let written = 0;
    for (const protocol of protocols)
      fc.assert(
        fc.property(anyStep, (step) => {
          const encoded = encodeStep(protocol, step);
          if (isRefusal(encoded)) {
            refused++;
            return;
          }
          written++;
          const back = decodeStep(protocol, encoded.text, { mode: "strict" });
          if (isRefusal(back)) throw new Error(back.detail);
          const except = encoded.lost.map((field) => (field === "reasoning_content" ? "reasoning" : field));
          expect(differenceOf(step, back.step, except)).toBeUndefined();
        }),
        { numRuns: 20, seed: 5 },
      );
    expect(written).toBeGreaterThan(refused);
  });
});

test("a protocol that calls nothing ends by a text", () => {
  for (const kind of KINDS)
    for (const protocol of invented(kind, "en", 20, false)) {
      expect(protocol.parallel).toBe(false);
      for (const ending of [protocol.answer, protocol.give_up]) expect(ending).not.toHaveProperty("command");
    }
});

test("keys and tags of one protocol are of one script", () => {
  for (const kind of ["json", "tagged"] as const)
    for (const protocol of invented(kind, "zh", 60)) {
      const { open } = protocol.kind === "tagged" ? protocol.call.marks : { open: "" };
      const names = protocol.kind === "json" ? [...protocol.call.path, protocol.call.name] : [open];
      const arguments_ = protocol.kind === "json" ? [protocol.call.arguments] : [];
      const isHan = [...names, ...arguments_, ...thoughtOf(protocol)].map((text) => /\p{Script=Han}/u.test(text));
      expect(new Set(isHan).size, JSON.stringify(protocol)).toBe(1);
    }
});

function thoughtOf({ thought }: Protocol): readonly string[] {
  if (typeof thought === "string") return [thought];
  return "open" in thought ? [thought.open] : thought;
}

test("case and punctuation make no other protocol", () => {
  const { react } = PROTOCOLS;
  const shouted = { ...react, name: "x", title: "y", thought: "THOUGHT >", observation: "[observation]" } as Protocol;
  expect(protocolKey(shouted)).toBe(protocolKey(react!));
  expect(protocolKey({ ...react, thought: "Think:" } as Protocol)).not.toBe(protocolKey(react!));
});

test("there is an end to the words: then nothing is invented", () => {
  const words = PHRASEBOOKS.en.protocol;
  const few = { ...words, tags: { ...words.tags, thought: ["a_b"], answer: ["b_c"], give_up: ["c_d"] } };
  const random = createRandom(1, "few");
  const known = new Set<string>();
  const draft = { random, words: few, language: "en", acts: false } as const;
  const made = Array.from({ length: 40 }, () => inventProtocol("native", draft, known));
  expect(made.some((protocol) => protocol === undefined)).toBe(true);
});
