import { expect, test } from "vitest";
import { reportError } from "../../src/cli/report-error.ts";
import { MalformedInputError, UsageError } from "../../src/core/errors.ts";

test("an error that the user can mend says place, problem and fix, and no stack", () => {
  const error = new MalformedInputError("the JSON text ends early.", "Copy the file again.", {
    file: "a.jsonl",
    line: 3,
    row: 2,
  });
  const report = reportError(error, "mat import");
  expect(report.text).toBe(
    "mat import: a.jsonl, line 3, row 2: the JSON text ends early.\n  Fix: Copy the file again.\n",
  );
  expect(report.exitCode).toBe(4);
  expect(report.json.error).toEqual({
    name: "MalformedInputError",
    problem: "the JSON text ends early.",
    fix: "Copy the file again.",
    place: { file: "a.jsonl", line: 3, row: 2 },
    exit_code: 4,
  });
});

test("an error without a place starts with the problem", () => {
  expect(reportError(new UsageError("No.", "Yes."), "mat").text).toBe("mat: No.\n  Fix: Yes.\n");
});

test("anything else is a bug: message, stack, how to report it", () => {
  const report = reportError(new TypeError("x is no function"), "mat show");
  expect(report.exitCode).toBe(1);
  expect(report.text).toContain("this is a bug in mat");
  expect(report.text).toContain("TypeError: x is no function\n    at ");
  expect(report.text).toContain("To report it:");
});
