import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DiskFullError, InputMissingError } from "../../src/core/errors.ts";
import { openJournal } from "../../src/store/journal.ts";
import { type JournalLine, readJournal } from "../../src/store/read-journal.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
let files = 0;
const nextFile = () => join(folder, `journal-${++files}`);

async function read(file: string, isWhole: (text: string) => boolean = () => true) {
  const lines: JournalLine[] = [];
  const extent = await readJournal(file, (line) => isWhole(line.text) && lines.push(line) > 0);
  return { ...extent, lines, texts: lines.map(({ text }) => text) };
}

describe("a journal", () => {
  test("has what was given, in order, each line where it says; also after it was opened again", async () => {
    const line = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", "¶"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line)), async (sessions) => {
        const file = nextFile();
        let at = 0;
        for (const lines of sessions) {
          const journal = openJournal(file, at);
          await Promise.all(lines.map((text) => journal.append(text)));
          at = journal.bytes;
          await journal.close();
        }
        const { texts, lines, bytes, torn } = await read(file);
        const given = sessions.flat().map((text) => Buffer.from(text).toString());
        expect(texts).toEqual(given);
        expect([bytes, torn]).toEqual([at, 0]);
        const raw = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
        for (const { text, at: from } of lines)
          expect(raw.toString("utf8", from, from + Buffer.byteLength(text))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  test("has a line once its promise has ended, before it is closed", async () => {
    const file = nextFile();
    const journal = openJournal(file);
    await journal.append("one");
    expect(readFileSync(file, "utf8")).toBe("one\n");
    const two = journal.append("two");
    const three = journal.append("three");
    await two;
    await three;
    expect(readFileSync(file, "utf8")).toBe("one\ntwo\nthree\n");
    await journal.close();
  });

  test("is read as far as it is whole, and written on from there", async () => {
    const file = nextFile();
    writeFileSync(file, "one\ntwo\nthr");
    expect(await read(file)).toMatchObject({ texts: ["one", "two"], bytes: 8, torn: 3 });
    const journal = openJournal(file, 8);
    await journal.append("drei");
    await journal.close();
    expect(readFileSync(file, "utf8")).toBe("one\ntwo\ndrei\n");
    appendFileSync(file, "\0\0\0\nfive\n");
    expect(await read(file, (text) => !text.includes("\0"))).toMatchObject({ bytes: 13, torn: 9 });
  });

  test("that is not there is empty; one whose folder is not there is an error with a name", async () => {
    expect(await read(join(folder, "none"))).toMatchObject({ bytes: 0, torn: 0, texts: [] });
    expect(() => openJournal(join(folder, "no/such/folder"))).toThrow(InputMissingError);
  });

  test("of long lines is read whole", async () => {
    const file = nextFile();
    const journal = openJournal(file);
    const long = ["界".repeat(700_000), "x", "y".repeat(3_000_000)];
    for (const text of long) await journal.append(text);
    await journal.close();
    expect((await read(file)).texts).toEqual(long);
  });

  test.runIf(canMount())("on a full disk says so, to all who wrote and to all who write later", async () => {
    const disk = nextFile();
    mkdirSync(disk);
    spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]);
    try {
      const file = join(disk, "journal");
      const journal = openJournal(file);
      await journal.append("first");
      const much = Array.from({ length: 300 }, () => journal.append("x".repeat(10_000)));
      const outcomes = await Promise.allSettled(much);
      expect(outcomes.some(({ status }) => status === "rejected")).toBe(true);
      await expect(journal.append("later")).rejects.toThrow(DiskFullError);
      await expect(journal.close()).rejects.toThrow(DiskFullError);
      expect((await read(file)).texts[0]).toBe("first");
    } finally {
      spawnSync("umount", [disk]);
    }
  });
});

function canMount(): boolean {
  const disk = nextFile();
  mkdirSync(disk);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]).status === 0;
  if (mounted) spawnSync("umount", [disk]);
  return mounted;
}
