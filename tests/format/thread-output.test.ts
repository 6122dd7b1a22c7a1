import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DiskFullError } from "../../src/core/errors.ts";
import { exportDataset } from "../../src/format/export.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { GLPFT, type Kind, threadExports } from "./thread-exports.ts";

const path = temporaryFolder();
const { chainDataset, exportBoth } = threadExports(path);
const MODULE = new URL("../../src/format/export.ts", import.meta.url).href;
const rows = (kind: Kind, count: number): Kind[] => Array.from({ length: count }, () => kind);
/** More than a thread holds before it writes, in each of the formats: in a chain's files it stands several times. */
const HUGE = "ü".repeat(3_500_000);
const HUGE_IN_CHAIN = HUGE.slice(0, 900_000);

describe("files that threads write", { timeout: 120_000 }, () => {
  test("rows that are longer than all that a thread holds, among others, in one file and in several", async () => {
    const kinds: Kind[] = ["answers", ...rows("answers", 4), "looksAndGivesUp", ...rows("answers", 3)];
    for (const [options, huge] of [
      [{ format: "glpft-raw" }, HUGE],
      [GLPFT, HUGE_IN_CHAIN],
    ] as const) {
      const dataset = await chainDataset(kinds, { padding: (at) => (at % 4 === 1 ? huge : undefined) });
      const [alone, threaded] = await exportBoth({ dataset, ...options });
      expect(threaded.report).toEqual(alone.report);
      for (const [name, content] of Object.entries(alone.files))
        expect([name, threaded.files[name] === content]).toEqual([name, true]);
      expect(Object.values(alone.files).some((content) => content.length > 2 * HUGE.length)).toBe(true);
    }
  });

  test("huge rows that are refused", async () => {
    const kinds: Kind[] = [...rows("givesUpAtOnce", 5), ...rows("answers", 4)];
    const dataset = await chainDataset(kinds, { padding: (at) => (at === 3 ? HUGE_IN_CHAIN : undefined) });
    const [alone, threaded] = await exportBoth({ dataset, ...GLPFT });
    expect(threaded.report).toEqual(alone.report);
    expect(alone.report).toMatchObject({ refused: 5 });
    expect(alone.refused[""]!.length).toBeGreaterThan(HUGE_IN_CHAIN.length);
    expect(threaded.refused[""] === alone.refused[""]).toBe(true);
  });

  test("files that get no row, or get their first one late", async () => {
    const none = await chainDataset(rows("answersAtOnce", 9));
    const late = await chainDataset([...rows("answersAtOnce", 9), "answers"]);
    for (const [dataset, callerRows] of [
      [none, 0],
      [late, 1],
    ] as const) {
      const [alone, threaded] = await exportBoth({ dataset, ...GLPFT });
      expect(threaded).toEqual(alone);
      expect(JSON.parse(alone.files["train_caller.json"]!)).toHaveLength(callerRows);
    }
  });

  test("a pipe and compressed files are written as by one thread", async () => {
    const dataset = await chainDataset(rows("answers", 12));
    const options = { dataset, format: "glpft-raw", threads: 2 };
    const plain = path("plain.jsonl");
    await exportDataset({ ...options, output: plain });
    const expected = readFileSync(plain);
    for (const [ending, unpack] of [
      ["gz", gunzipSync],
      ["zst", zstdDecompressSync],
    ] as const) {
      await exportDataset({ ...options, output: path(`packed.${ending}`) });
      expect(unpack(readFileSync(path(`packed.${ending}`))).equals(expected)).toBe(true);
    }
    const [pipe, received] = [path("pipe"), path("received")];
    execFileSync("mkfifo", [pipe]);
    const reader = spawn("sh", ["-c", 'cat "$1" > "$2"', "sh", pipe, received]);
    await exportDataset({ ...options, output: pipe });
    await once(reader, "close");
    expect(readFileSync(received).equals(expected)).toBe(true);
    const script = `const { exportDataset } = await import(${JSON.stringify(MODULE)});
      await exportDataset(${JSON.stringify({ ...options, output: "-" })});`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { maxBuffer: 1e9 });
    expect([stdout.equals(expected), stderr.toString()]).toEqual([true, ""]);
  });

  test("a device takes what threads write", async () => {
    const dataset = await chainDataset(rows("answers", 12));
    const [alone, threaded] = await Promise.all(
      [1, 2].map((threads) => exportDataset({ dataset, format: "glpft-raw", output: "/dev/null", threads })),
    );
    expect(threaded).toEqual(alone);
    expect(alone!.files[0]).toMatchObject({ rows: 12 });
  });

  test.runIf(existsSync("/dev/full"))(
    "a disk that is full for one file of several: its name, and none is left",
    async () => {
      const dataset = await chainDataset(rows("answers", 12));
      for (const threads of [1, 2]) {
        const output = path(`full-${threads}`);
        mkdirSync(output);
        symlinkSync("/dev/full", `${output}/train_caller.json`);
        const failed = exportDataset({ dataset, ...GLPFT, output, threads, force: true });
        await expect(failed).rejects.toThrow(DiskFullError);
        await expect(failed).rejects.toMatchObject({ place: { file: `${output}/train_caller.json` } });
        expect(readdirSync(output)).toEqual(["train_caller.json"]);
      }
    },
  );

  test("a file that may not grow in the middle of a row, of which the system takes what still fits", async () => {
    const dataset = await chainDataset(rows("answers", 24));
    const [whole] = await exportBoth({ dataset, format: "glpft-raw" });
    const size = whole.files[""]!.length;
    const exportInLimit = (blocks: number, threads: number) => {
      const output = path(`limited-${blocks}-${threads}`);
      const script = `const { exportDataset } = await import(${JSON.stringify(MODULE)});
        await exportDataset(${JSON.stringify({ dataset, format: "glpft-raw", output, threads })})
          .then(({ rows }) => console.log(rows), (error) => console.log(error.name, error.place?.file, error.fix));`;
      // POSIX counts blocks of 512 bytes.
      const words = ["-c", `ulimit -f ${blocks}; exec "$0" --input-type=module -e "$1"`, process.execPath, script];
      const { stdout, stderr } = spawnSync("sh", words, { encoding: "utf8" });
      const left = readdirSync(path()).filter((name) => name.includes(`limited-${blocks}-${threads}`));
      return { said: stdout.trim().replaceAll(output, "OUT") + stderr, left: left.length };
    };
    const tooFew = Math.floor(size / 512 / 2);
    for (const threads of [1, 2]) {
      expect(exportInLimit(tooFew, threads)).toEqual({
        said: "DiskFullError OUT Free some space, or write elsewhere.",
        left: 0,
      });
      expect(exportInLimit(Math.ceil(size / 512), threads)).toEqual({ said: "24", left: 1 });
    }
  });

  test("a signal while one thread sleeps for an answer and the other for its turn", async () => {
    // Three rows fill a run: the fourth begins the second run, and asks for what the rows before it left.
    const dataset = await chainDataset([...rows("answers", 3), "givesUpAtOnce", ...rows("answers", 20)]);
    const controller = new AbortController();
    const stopped = new Error("stopped here");
    const output = path("stopped");
    const seen: number[] = [];
    const onProgress = ({ rows }: { readonly rows: number }) => {
      seen.push(rows);
      // Until it wakes, this thread answers no other: all that they can do without it is done then.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 700);
      controller.abort(stopped);
    };
    const failed = exportDataset({ dataset, ...GLPFT, output, threads: 2, signal: controller.signal, onProgress });
    await expect(failed).rejects.toBe(stopped);
    expect(seen).toEqual([3]);
    expect(readdirSync(path()).filter((name) => name.includes("stopped"))).toEqual([]);
  });
});
