import { expect, test } from "vitest";
import { createRandom } from "../../../../src/core/random.ts";
import { possibleCells } from "../../../../src/templates/meta-agent/grid.ts";
import {
  type ProtocolWords,
  shapeOf,
  withWords,
  wordsOf,
} from "../../../../src/templates/meta-agent/model/protocol-words.ts";
import { inventForCell } from "../../../../src/templates/meta-agent/protocols/invent-for-cell.ts";
import { PROTOCOLS } from "../../../../src/templates/protocol/registry.ts";

const random = createRandom(2, "protocols of this test");
const INVENTED = Array.from(
  { length: 100 },
  () => inventForCell(random.pick(possibleCells(["en"])), random, new Set())!,
);

test("a protocol with its own words is itself, and its words have their shape", () => {
  for (const protocol of INVENTED) {
    const words = wordsOf(protocol);
    expect(withWords(protocol, words)).toEqual(protocol);
    expect(shapeOf(words).safeParse(words).success).toBe(true);
    expect(shapeOf(words).safeParse({ ...words, more: "x" }).success).toBe(false);
  }
});

test("with other words the rest stays", () => {
  const { react } = PROTOCOLS;
  expect(wordsOf(react!)).toMatchObject({ thought: "Thought:", arguments: { label: "Action Input:" } });
  expect(Object.keys(wordsOf(react!))).not.toContain("name");
  const upper = JSON.parse(
    JSON.stringify(wordsOf(react!))
      .toUpperCase()
      .replace(/"(\w+)":/g, (key) => key.toLowerCase()),
  );
  const changed = withWords(react!, upper as ProtocolWords);
  expect(changed).toMatchObject({ name: "react", kind: "labelled", separator: " ", thought: "THOUGHT:" });
});
