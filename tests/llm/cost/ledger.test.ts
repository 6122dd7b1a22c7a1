import { appendFileSync, mkdtempSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openLedger } from "../../../src/llm/cost/ledger.ts";
import type { Usage } from "../../../src/llm/cost/usage.ts";
import { temporaryFolder } from "../../store/temporary-folder.ts";

const root = temporaryFolder();
const nextFolder = () => join(mkdtempSync(join(root, "ledger-")), "ledger");
const prices = new Map([["m", { prompt: 1, cached_prompt: 0.25, completion: 2 }]]);

const usages: fc.Arbitrary<Usage[]> = fc.array(
  fc.record({
    prompt_tokens: fc.nat(10_000),
    cached_tokens: fc.constant(0),
    completion_tokens: fc.nat(500),
    estimated: fc.boolean(),
  }),
  { maxLength: 12 },
);

test("what was noted is there again, whoever noted it, with what it costs by the prices of now", async () => {
  await fc.assert(
    fc.asyncProperty(usages, usages, async (mine, others) => {
      const folder = nextFolder();
      const [one, other] = [await openLedger({ folder, prices }), await openLedger({ folder })];
      await Promise.all([
        ...mine.map((usage) => one.note("m", usage)),
        ...others.map((usage) => other.note("m", usage)),
      ]);
      await one.refresh();
      await one.refresh();
      await Promise.all([one.close(), other.close()]);
      const all = [...mine, ...others];
      const sum = (count: (usage: Usage) => number) => all.reduce((total, usage) => total + count(usage), 0);
      const expected = {
        calls: all.length,
        prompt_tokens: sum(({ prompt_tokens }) => prompt_tokens),
        completion_tokens: sum(({ completion_tokens }) => completion_tokens),
        estimated_calls: sum(({ estimated }) => Number(estimated)),
      };
      const again = await openLedger({ folder, prices });
      for (const { spending } of [one, again]) {
        expect(spending).toMatchObject(expected);
        expect(spending.usd).toBeCloseTo((expected.prompt_tokens + 2 * expected.completion_tokens) / 1e6);
      }
      expect((await openLedger({})).spending.usd).toBeNull();
      await again.close();
    }),
    { numRuns: 15 },
  );
});

test("models are counted each; one without a price makes the sum unknown", async () => {
  const ledger = await openLedger({ prices });
  const usage = { prompt_tokens: 8_000, cached_tokens: 4_000, completion_tokens: 0, estimated: false };
  await ledger.note("m", usage);
  expect(ledger.spending.usd).toBeCloseTo(0.005);
  await ledger.note("other", usage);
  expect(ledger.spending).toMatchObject({ usd: null, calls: 2, by_model: { m: { calls: 1 }, other: { usd: null } } });
});

test("hits and spent budgets are there again; lines that were cut off or are damaged count nothing", async () => {
  const folder = nextFolder();
  const ledger = await openLedger({ folder });
  for (let hit = 0; hit < 3; hit++) ledger.hit();
  await ledger.fire("max-usd 5");
  await ledger.fire("max-usd 5");
  await ledger.close();
  appendFileSync(join(folder, readdirSync(folder)[0]!), '\0\0\nnull\n{"model":"m","p":4,"c":');
  const again = await openLedger({ folder });
  expect(again.spending).toMatchObject({ calls: 0, cache_hits: 3, limits_fired: ["max-usd 5"] });
  await again.close();
});
