import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../core/errors.ts";
import { type FileLayout, JSONL } from "../core/json/layout.ts";
import { type StagedOutput, stageOutput } from "../store/atomic-write.ts";
import type { DirectFile, FileStand } from "../store/direct-file.ts";
import { fileError } from "../store/file-error.ts";
import { createRowFile, type RowFile } from "../store/row-file.ts";
import type { WrittenRow } from "./format.ts";
import { rowContent } from "./row-content.ts";

/** Where a writer's rows go. */
export interface OutputOptions {
  /** A file, "-" for standard output, or (with `folder`) a folder with one file per name. */
  readonly path: string;
  readonly folder: boolean;
  /** The writer's file names. */
  readonly files: readonly string[];
  readonly layout: FileLayout;
  readonly force?: boolean | undefined;
}

/** One finished file. */
export interface OutputFile {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Where rows go. */
export interface RowOutput {
  write(row: WrittenRow): void | Promise<void>;
  /** Keeps a row that is not in the output, with the reason, beside it: JSON of a line. */
  keepAside(line: string): Promise<void>;
  /** `end` says how the files end where that was not known when they were begun. */
  finish(
    end?: Pick<FileLayout, "finalNewline">,
  ): Promise<{ readonly files: readonly OutputFile[]; readonly aside?: OutputFile }>;
}

/** The files of one export, none of which stands under its name before all are complete. */
export interface Output extends RowOutput {
  /** For others, who write all rows: the files, in the order of their names; undefined where one cannot be written so. */
  direct(): readonly DirectFile[] | undefined;
  /** Says how the files stand by what others have written. */
  grow(stands: readonly FileStand[]): void;
  abandon(): Promise<void>;
}

/** Opens the files of an export, and beside them (once there is something to keep) `PATH.refused.jsonl`. */
export async function openOutput(options: OutputOptions): Promise<Output> {
  const { path, layout } = options;
  if (options.folder && path === "-")
    throw new UsageError("standard output cannot hold several files", "Name a folder with -o.");
  const contentOf = rowContent(layout);
  const folder = options.folder ? await stageFolder(path) : undefined;
  const files = new Map<string, RowFile>();
  const beside = await isInFolder(path);
  const aside = openAside(path, beside);
  const pathIn = (parent: string, name: string) => (options.folder ? join(parent, name) : path);
  const abandon = async () => {
    for (const file of [...files.values(), aside]) await file.abandon();
    folder?.abandon();
  };
  try {
    for (const name of options.files) {
      files.set(
        name,
        await createRowFile(pathIn(folder?.growing ?? path, name), layout, { force: options.force ?? false }),
      );
    }
  } catch (error) {
    await abandon();
    throw error;
  }
  return {
    write: (row) => files.get(row.file)!.write(contentOf(row)),
    keepAside: aside.write,
    direct() {
      const direct = [...files.values()].map((file) => file.direct());
      return direct.every((file) => file !== undefined) ? direct : undefined;
    },
    grow(stands) {
      for (const [at, file] of [...files.values()].entries()) file.grow(stands[at]!);
    },
    async finish(end) {
      const finished: OutputFile[] = [];
      try {
        for (const [name, file] of files) finished.push({ path: pathIn(path, name), ...(await file.finish(end)) });
        const kept = await aside.finish();
        await folder?.commit();
        return { files: finished, ...(kept === undefined ? {} : { aside: kept }) };
      } catch (error) {
        // Some of the files without the others would be half an output.
        if (beside && folder === undefined) for (const file of finished) await rm(file.path, { force: true });
        await abandon();
        throw error;
      }
    },
    abandon,
  };
}

/** A folder that is not there yet (or is empty) appears with all its files at once; into any other, files go one by one. */
async function stageFolder(path: string): Promise<StagedOutput | undefined> {
  const found = await readdir(path).catch((error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? [] : undefined));
  if (found !== undefined && found.length > 0) return undefined;
  const staged = stageOutput(path, { kind: "folder" });
  try {
    await mkdir(staged.growing);
    return staged;
  } catch (error) {
    staged.abandon();
    throw fileError(error, path);
  }
}

/** The file of kept rows; it is made with its first row, and one of an earlier run goes when there is none. */
function openAside(output: string, kept: boolean) {
  const path = `${output}.refused.jsonl`;
  let file: RowFile | undefined;
  const open = async () => (file ??= await createRowFile(path, JSONL, { force: true }));
  return {
    async write(line: string): Promise<void> {
      if (kept) await (await open()).write(line);
    },
    async finish(): Promise<OutputFile | undefined> {
      if (file !== undefined) return { path, ...(await file.finish()) };
      if (kept) await rm(path, { force: true });
      return undefined;
    },
    async abandon(): Promise<void> {
      await file?.abandon();
    },
  };
}

/** Is the output a file or folder, with room beside it? Standard output and devices such as /dev/null are not. */
async function isInFolder(path: string): Promise<boolean> {
  if (path === "-") return false;
  const found = await stat(path).catch(() => undefined);
  return found === undefined || found.isFile() || found.isDirectory();
}
