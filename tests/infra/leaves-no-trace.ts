import { afterAll, expect } from "vitest";

/** Names and values would print keys where a test fails; names tell enough. */
const changed = (variables: NodeJS.ProcessEnv): string[] =>
  [...new Set([...Object.keys(variables), ...Object.keys(process.env)])].filter(
    (name) => variables[name] !== process.env[name],
  );

// Set up before each file of tests: those after it run in the same process, and must not find what it left behind.
const before = { variables: { ...process.env }, folder: process.cwd() };

afterAll(() => {
  expect(changed(before.variables), "variables that this file of tests changed and did not restore").toEqual([]);
  expect(process.cwd(), "this file of tests left the folder that it was started in").toBe(before.folder);
});
