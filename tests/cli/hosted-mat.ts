import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { afterAll, expect } from "vitest";
import type { Ran } from "./run-node.ts";

const SCRIPT = join(import.meta.dirname, "command-process.ts");
const MARK = "--- the end of a command of mat ---\n";

/**
 * What carries out command lines of mat in this folder, one after the other, in one process that ends with the tests of the
 * file: most of the time of a short command is the loading of mat. Tests of how a process begins and ends use `runNode`.
 */
export function hostedMat(
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): (...words: string[]) => Promise<Ran> {
  const child = spawn(process.execPath, [SCRIPT, MARK], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  // A command that left something open would keep its process from ending, and this one, too.
  afterAll(async () => {
    child.stdin!.end();
    expect(await ended).toBe(0);
  });
  const [out, err, code] = [child.stdout!, child.stderr!, child.stdio[3] as Readable].map(textsOf) as [
    Next,
    Next,
    Next,
  ];
  let last: Promise<unknown> = Promise.resolve();
  const one = async (words: readonly string[]): Promise<Ran> => {
    child.stdin!.write([words.length, ...words, ""].join("\0"));
    const [stdout, stderr, said] = await Promise.all([out(MARK), err(MARK), code("\n")]);
    return { code: Number(said), stdout, stderr };
  };
  return (...words) => {
    const ran = last.then(() => one(words));
    last = ran.catch(() => undefined);
    return ran;
  };
}

/** The text up to this end, once it is there. */
type Next = (end: string) => Promise<string>;

function textsOf(stream: Readable): Next {
  let text = "";
  let look = (): void => {};
  let isOver = false;
  stream.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    look();
  });
  stream.on("close", () => {
    isOver = true;
    look();
  });
  return (end) =>
    new Promise((resolve, reject) => {
      look = () => {
        const at = text.indexOf(end);
        if (at === -1) return isOver ? reject(new Error(`the process of mat ended: ${text}`)) : undefined;
        look = () => {};
        resolve(text.slice(0, at));
        text = text.slice(at + end.length);
      };
      look();
    });
}
