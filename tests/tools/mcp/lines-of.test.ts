import { PassThrough } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "../../../src/tools/mcp/lines-of.ts";

/** The lines of chunks, and how many were too long. */
async function read(chunks: readonly string[], maxBytes: number) {
  const stream = new PassThrough();
  const lines: string[] = [];
  let long = 0;
  linesOf(stream, { maxBytes, onLine: (line) => lines.push(line), onLong: () => void long++ });
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await new Promise((resolve) => stream.once("end", resolve));
  return { lines, long };
}

test("lines are the same however the bytes arrive, and long ones are left out and counted", async () => {
  const chunk = fc.stringMatching(/^[ab\n]{0,8}$/);
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), async (chunks) => {
      const all = chunks.join("").split("\n");
      const { lines, long } = await read(chunks, 6);
      expect(lines).toEqual(all.filter((line) => line.length > 0 && line.length <= 6));
      expect(long).toBe(all.filter((line) => line.length > 6).length);
    }),
  );
});

test("a character that is cut in two by chunks is whole", async () => {
  const stream = new PassThrough();
  const lines: string[] = [];
  linesOf(stream, { maxBytes: 100, onLine: (line) => lines.push(line), onLong: () => {} });
  for (const byte of Buffer.from("北京\n")) stream.write(Buffer.from([byte]));
  await expect.poll(() => lines).toEqual(["北京"]);
});
