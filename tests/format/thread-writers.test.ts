import { expect, test } from "vitest";
import { canThreadsWrite, FORMATS, loadFormat, loadThreadWriter } from "../../src/format/registry.ts";

/** What a writer cannot be made without. */
const NEEDED: Readonly<Record<string, object>> = { "glpft-raw": { stage: 1 } };

test.each(Object.keys(FORMATS))(
  "threads write %s where its writer says what it carries, and load the same one",
  async (name) => {
    const { writing } = await loadFormat(name);
    if (writing === undefined) return expect(canThreadsWrite(name)).toBe(false);
    const options = writing.options.parse(NEEDED[name] ?? {});
    const writer = await writing.writer(options, writing.layout);
    expect(canThreadsWrite(name)).toBe(writer.carry !== undefined);
    if (!canThreadsWrite(name)) return;
    const { files, carry } = await loadThreadWriter(name, options, writing.layout);
    expect([files, typeof carry]).toEqual([writer.files, typeof writer.carry]);
  },
);
