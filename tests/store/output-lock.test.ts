import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { BusyError } from "../../src/core/errors.ts";
import { openDataset } from "../../src/store/dataset.ts";
import { hiddenFolder, lockOutput } from "../../src/store/output-lock.ts";
import { collect } from "../cli/run-node.ts";
import { writeSample } from "./sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
let outputs = 0;
const nextOutput = () => {
  const inner = join(folder, String(outputs++));
  mkdirSync(inner);
  return join(inner, "out");
};
const MODULE = JSON.stringify(new URL("../../src/store/output-lock.ts", import.meta.url).href);

/** A process that takes the lock, prints its name or the error's, and then waits to be killed. */
function locker(output: string) {
  const script = `
    const { lockOutput } = await import(${MODULE});
    try { lockOutput(${JSON.stringify(output)}); console.log("locked"); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.name, "pid" in error ? error.pid : ""); }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  const said = new Promise<string>((resolve) =>
    child.stdout.setEncoding("utf8").once("data", (text: string) => resolve(text.trim())),
  );
  return { child, said, ran: collect(child) };
}

describe("lockOutput", () => {
  test("holds off a second writer in the same process, until it is released", () => {
    const output = nextOutput();
    const lock = lockOutput(output);
    expect(() => lockOutput(output)).toThrow(BusyError);
    writeFileSync(lock.growing, "half");
    lock.release();
    lockOutput(output).release();
    expect(readdirSync(join(output, ".."))).toEqual([]);
  });

  test.runIf(process.platform === "linux")(
    "is to be had again after a killed process whose parent never asks how it ended",
    async () => {
      const output = nextOutput();
      const script = `(await import(${MODULE})).lockOutput(${JSON.stringify(output)}); console.log(process.pid); setInterval(() => {}, 1000);`;
      // The shell becomes a process that knows nothing of its child.
      const words = ["-c", '"$0" --input-type=module -e "$1" & exec sleep 60', process.execPath, script];
      const parent = spawn("sh", words, { stdio: ["ignore", "pipe", "inherit"] });
      const [pid] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
      expect(() => lockOutput(output)).toThrow(BusyError);
      process.kill(Number(pid), "SIGKILL");
      await vi.waitFor(() => lockOutput(output).release(), { timeout: 5000 });
      parent.kill("SIGKILL");
    },
  );

  test("of many processes at once one gets it; when that one is killed, the next does and nothing is left of it", async () => {
    const output = nextOutput();
    const lockers = Array.from({ length: 6 }, () => locker(output));
    const said = await Promise.all(lockers.map((one) => one.said));
    expect(said.filter((word) => word === "locked")).toHaveLength(1);
    expect(said.filter((word) => word.startsWith("BusyError"))).toHaveLength(5);
    const holder = lockers[said.indexOf("locked")]!;
    writeFileSync(join(hiddenFolder(output), "output"), "half");
    holder.child.kill("SIGKILL");
    await Promise.all(lockers.map((one) => one.ran));
    const again = Array.from({ length: 6 }, () => locker(output));
    const saidAgain = await Promise.all(again.map((one) => one.said));
    for (const one of again) one.child.kill("SIGKILL");
    await Promise.all(again.map((one) => one.ran));
    expect(saidAgain.filter((word) => word === "locked")).toHaveLength(1);
    const lock = lockOutput(output);
    expect(existsSync(lock.growing)).toBe(false);
    lock.release();
    expect(readdirSync(join(output, ".."))).toEqual([]);
  });

  test("takes away what a process left that died while it took or gave up the lock, and nothing else", () => {
    const output = nextOutput();
    const parent = join(output, "..");
    const others = [".out.partial-1.partial", ".out.partial-notes", ".outer.partial"];
    // No process has a number as large as that.
    for (const name of [".out.partial-99999999-0123456789ab", ".out.partial-99999999-0123456789ab.stale", ...others]) {
      mkdirSync(join(parent, name));
    }
    lockOutput(output).release();
    expect(readdirSync(parent).sort()).toEqual(others);
  });

  test("another machine's lock is not broken, and the error says what to delete", () => {
    const output = nextOutput();
    const hidden = hiddenFolder(output);
    mkdirSync(hidden);
    const owner = { host: `not-${hostname()}`, pid: 1, started: "1", token: "x" };
    writeFileSync(join(hidden, "owner.json"), JSON.stringify(owner));
    expect(() => lockOutput(output)).toThrow(
      expect.objectContaining({ name: "BusyError", fix: expect.stringContaining(hidden) }),
    );
  });

  test("a number that now belongs to another process does not keep the lock", () => {
    const output = nextOutput();
    const hidden = hiddenFolder(output);
    const lock = lockOutput(output);
    const owner = JSON.parse(readFileSync(join(hidden, "owner.json"), "utf8"));
    writeFileSync(join(hidden, "owner.json"), JSON.stringify({ ...owner, started: "another time" }));
    lockOutput(output).release();
    lock.release();
    expect(existsSync(hidden)).toBe(false);
  });

  test("a replacement that was cut short between its two renames is finished by the next reader", async () => {
    const output = nextOutput();
    await writeSample(output, { rows: 1 });
    const finished = join(output, "..", "finished");
    await writeSample(finished, { rows: 2 });
    const hidden = hiddenFolder(output);
    mkdirSync(hidden);
    const owner = { host: hostname(), pid: process.pid, started: "before", token: "x" };
    writeFileSync(join(hidden, "owner.json"), JSON.stringify(owner));
    renameSync(output, join(hidden, "replaced"));
    renameSync(finished, join(hidden, "output"));
    expect((await openDataset(output)).manifest.counts.rows).toBe(2);
    expect(readdirSync(join(output, ".."))).toEqual(["out"]);
  });
});
