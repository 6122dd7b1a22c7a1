import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DatasetDamagedError, NotADatasetError } from "../../src/core/errors.ts";
import { formatManifest, readManifest } from "../../src/store/manifest.ts";
import { rowsOf, writeSample } from "./sample-dataset.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const DRAFT = new URL("../fixtures/store/draft-dataset/", import.meta.url).pathname;

describe("readManifest", () => {
  test("reads a draft of version 0 as a dataset of the present version", async () => {
    const manifest = readManifest(DRAFT);
    expect(manifest).toMatchObject({
      format_version: 1,
      counts: { rows: 2, dropped: 0, by_reason: {} },
      dropped: [],
      sidecars: [],
      eval_only: false,
    });
    expect(() => formatManifest(manifest)).not.toThrow();
    expect((await rowsOf(DRAFT)).map(({ id }) => id)).toEqual(["one", "two"]);
  });

  test("refuses what a newer program wrote, what is none of ours and what is damaged, by name", async () => {
    const path = join(folder, "set");
    await writeSample(path);
    const file = join(path, "manifest.json");
    const text = readFileSync(file, "utf8");
    const withText = (changed: string) => {
      writeFileSync(file, changed);
      return () => readManifest(path);
    };
    expect(withText(text.replace('"format_version": 1', '"format_version": 2'))).toThrow(NotADatasetError);
    expect(withText(text.replace('"format_version": 1', '"format_version": 2'))).toThrow("format_version 2");
    expect(withText('{"name": "something else"}')).toThrow(NotADatasetError);
    expect(withText(text.slice(0, -10))).toThrow(DatasetDamagedError);
    expect(withText(text.replace('"rows": 10', '"rows": -1'))).toThrow(DatasetDamagedError);
    expect(withText(text.replace('"seed"', '"sead"'))).toThrow(DatasetDamagedError);
    // A dataset that somebody made to read files outside it.
    expect(withText(text.replace('"part-00000.jsonl"', '"../part-00000.jsonl"'))).toThrow(DatasetDamagedError);
    expect(withText(text.replace('"part-00000.jsonl"', '"/part-00000.jsonl"'))).toThrow(DatasetDamagedError);
    expect(withText(text)()).toMatchObject({ seed: null });
  });

  test("a folder without one, a file, and nothing at all are no datasets", () => {
    mkdirSync(join(folder, "empty"));
    writeFileSync(join(folder, "file"), "");
    for (const name of ["empty", "file", "nothing"])
      expect(() => readManifest(join(folder, name))).toThrow(NotADatasetError);
  });
});
