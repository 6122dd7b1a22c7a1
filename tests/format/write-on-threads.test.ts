import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DatasetDamagedError, FieldsLostError } from "../../src/core/errors.ts";
import { exportDataset } from "../../src/format/export.ts";
import { importRows } from "../../src/format/import.ts";
import { anyLayout } from "./file-texts.ts";
import { temporaryFolder, writeRows } from "./temporary-folder.ts";
import { GLPFT, KINDS, type Kind, PADDING, threadExports } from "./thread-exports.ts";

const path = temporaryFolder();
const { chainDataset, exportBoth } = threadExports(path);

describe("writing on threads", { timeout: 120_000 }, () => {
  test("law: the same files and the same report, also where a row takes over what rows before left", async () => {
    const kinds = fc.array(fc.constantFrom(...(Object.keys(KINDS) as Kind[])), { minLength: 1, maxLength: 10 });
    const property = fc.asyncProperty(kinds, fc.boolean(), async (list, compress) => {
      const dataset = await chainDataset(list, { compress });
      const [alone, threaded] = await exportBoth({ dataset, ...GLPFT });
      expect(threaded).toEqual(alone);
    });
    await fc.assert(property, { numRuns: 5 });
  });

  test("a give-up takes the prompt of a row that another thread wrote, and the first of all is refused", async () => {
    const rest = Array.from({ length: 12 }, (): Kind => "givesUpAtOnce");
    const dataset = await chainDataset(["givesUpAtOnce", "answers", ...rest]);
    const [alone, threaded] = await exportBoth({ dataset, ...GLPFT });
    expect(threaded).toEqual(alone);
    expect(alone.report.refused).toBe(1);
    const inputs = (JSON.parse(Buffer.from(alone.files["train_backbone.json"]!, "latin1").toString()) as [])
      .slice(1)
      .map((row: { input: string }) => row.input);
    expect(inputs.every((input) => input.includes("q1") && input === inputs[0])).toBe(true);
  });

  test("every layout, and other formats, with refused and lossy rows", async () => {
    const step = (message: string) => ({ step_id: 1, source: "agent", message });
    const rows = Array.from({ length: 9 }, (_, at) => ({
      schema_version: "ATIF-v1.7",
      trajectory_id: `t${at}`,
      agent: { name: "a", version: "1" },
      ...(at % 3 === 0 ? { notes: "n" } : { session_id: "s" }),
      steps: at % 4 === 1 ? [{ ...step(PADDING), observation: { results: [{ content: "1" }] } }] : [step(PADDING)],
      extra: { "10": 1.5, "9": at },
    }));
    const dataset = path("atif-rows");
    await importRows({ inputs: [writeRows(path("atif.jsonl"), rows)], output: dataset });
    const property = fc.asyncProperty(anyLayout, fc.constantFrom("openai", "atif"), async (layout, format) => {
      const [alone, threaded] = await exportBoth({ dataset, format, layout });
      expect(threaded).toEqual(alone);
      expect(alone.report).toMatchObject(
        format === "openai" ? { refused: 2, lost: { notes: 3 } } : { refused: 0, lost: {} },
      );
    });
    await fc.assert(property, { numRuns: 4 });
    const single = { dataset, format: "atif", layout: { container: "single" }, cap: 1 } as const;
    const [alone, threaded] = await exportBoth(single);
    expect(threaded).toEqual(alone);
  });

  test("the cap, progress, and compressed files", async () => {
    const dataset = await chainDataset(Array.from({ length: 12 }, () => "answers"));
    const seen: number[] = [];
    const [alone, threaded] = await exportBoth({
      dataset,
      format: "glpft-raw",
      cap: 8,
      onProgress: ({ rows }) => seen.push(rows),
    });
    expect(threaded).toEqual(alone);
    expect(alone.report.rows).toBe(8);
    expect(seen.at(-1)).toBe(8);
    const [packed] = await exportBoth({ dataset, format: "glpft-raw", cap: 8 }, ".gz");
    expect(gunzipSync(Buffer.from(packed.files[""]!, "latin1")).toString("latin1")).toBe(alone.files[""]);
  });

  test("strict, a damaged row, a signal: the same error, and nothing is left", async () => {
    const dataset = await chainDataset(Array.from({ length: 12 }, () => "answers"));
    const part = `${dataset}/part-00000.jsonl`;
    const threads = 2;
    const output = path("never");
    await expect(exportDataset({ dataset, format: "openai", output, threads, strict: true })).rejects.toThrow(
      FieldsLostError,
    );
    const controller = new AbortController();
    const stopped = new Error("stopped here");
    const onProgress = () => controller.abort(stopped);
    await expect(
      exportDataset({ dataset, ...GLPFT, output, threads, signal: controller.signal, onProgress }),
    ).rejects.toBe(stopped);
    const bytes = readFileSync(part);
    bytes[bytes.lastIndexOf("{") - 1] = 0x7d;
    writeFileSync(part, bytes);
    const errors = await Promise.all(
      [1, 2].map((count) =>
        exportDataset({ dataset, ...GLPFT, output: `${output}-${count}`, threads: count }).then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    expect(errors[1]).toBeInstanceOf(DatasetDamagedError);
    expect(errors[1]).toMatchObject({
      message: (errors[0] as Error).message,
      fix: (errors[0] as DatasetDamagedError).fix,
      place: { file: part, line: 12 },
    });
    expect(readdirSync(path()).filter((name) => name.includes("never"))).toEqual([]);
  });
});
