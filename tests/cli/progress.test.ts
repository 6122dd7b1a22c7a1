import { expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.ts";

function stream(isTTY: boolean, columns = 20) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => written.push(text) };
}

test("a pipe stays quiet", () => {
  const pipe = stream(false);
  const progress = createProgress(pipe);
  progress.update("1 row");
  progress.clear();
  expect(pipe.written).toEqual([]);
});

test("a terminal has one line, no wider than itself, that goes away", () => {
  const terminal = stream(true, 8);
  const progress = createProgress(terminal);
  progress.update("12,345,678 rows");
  progress.update("too soon after the last");
  progress.clear();
  progress.clear();
  expect(terminal.written).toEqual(["\r\u001B[2K12,345,", "\r\u001B[2K"]);
});
