import { expect, it } from "vitest";
import { tryMutants } from "./try-mutants.ts";

it("2,000 mutated files end in a right result or a named error", async () => {
  const { rows, errors } = await tryMutants(2000);
  expect(rows).toBeGreaterThan(100);
  expect([...errors.keys()]).toContain("MalformedInputError");
});
