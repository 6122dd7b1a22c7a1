import { expect, test } from "vitest";
import { registerPlugin } from "../../src/pipeline/plugin.ts";
import type { Environment } from "../../src/tasks/environment.ts";
import { ENVIRONMENTS, namedEnvironment } from "../../src/tasks/registry.ts";

test("an environment of a plugin stands beside mat's own, under a name that is not taken", () => {
  const mine: Environment = { ...namedEnvironment("search"), name: "mine" };
  registerPlugin({ name: "p", environments: [mine] });
  expect(namedEnvironment("mine")).toBe(mine);
  expect(Object.keys(ENVIRONMENTS).at(-1)).toBe("mine");
  expect(() => registerPlugin({ name: "p", environments: [mine] })).toThrow("there already is");
});

test("a name that is nearly right is told which is meant", () => {
  expect(() => namedEnvironment("serch")).toThrow('did you mean "search"?');
});
