import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { RunPausedError } from "../core/errors.ts";
import type { JsonObject, JsonValue } from "../core/json/value.ts";
import { keepReplies } from "../llm/ask-json/keep-replies.ts";
import type { ChatMessage } from "../llm/chat-client.ts";
import type { Sampling } from "../llm/endpoint/sampling.ts";
import { stageOutput } from "../store/atomic-write.ts";
import { fileError } from "../store/file-error.ts";
import { replaceFile } from "../store/replace-file.ts";
import { instructFrame } from "../tasks/self-instruct/frame.ts";
import { type InstructedTasks, instructTasks } from "../tasks/self-instruct/instruct-tasks.ts";
import { openInstructSource, type SourceChoice } from "../tasks/self-instruct/open-source.ts";
import { taskLine } from "../tasks/task-line.ts";
import type { Language } from "../templates/template.ts";
import { connectModel } from "./connection/connect-model.ts";
import type { Connection } from "./connection/connection.ts";
import { ledgerBeside } from "./connection/ledger-beside.ts";

/** Tasks that a model is to write: see `mat tasks generate --model`. */
export interface InstructRequest extends Omit<SourceChoice, "folder"> {
  readonly model: string;
  readonly connection: Connection;
  readonly sampling?: Sampling | undefined;
  readonly count: number;
  readonly languages: readonly Language[];
  readonly levels: readonly number[];
  /** Tasks that are asked for at the same time. */
  readonly concurrency: number;
  /** The file of tasks; what was dropped and what the model said stand beside it. */
  readonly output: string;
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

/** What a model would be asked first for a task. */
export interface InstructPreview {
  readonly language: Language;
  readonly level: number;
  readonly messages: readonly ChatMessage[];
}

/** What would be asked for the first tasks; nothing is asked, and nothing is written. */
export async function previewInstruct(
  request: Pick<InstructRequest, "from" | "inputs" | "scopes" | "seed" | "languages" | "levels" | "count" | "output">,
): Promise<InstructPreview[]> {
  const source = await openInstructSource({ ...request, folder: dirname(request.output) });
  const previews: InstructPreview[] = [];
  for (let number = 0; number < request.count; number++) {
    const frame = instructFrame(request, number);
    const draft = await source.draft(frame);
    if (!("undrawable" in draft))
      previews.push({ language: frame.language, level: frame.level, messages: draft.messages });
  }
  return previews;
}

/** What came of {@link instructRun}. */
export interface InstructReport {
  readonly output: string;
  readonly tasks: number;
  readonly wanted: number;
  /** Tasks that were taken only after the model was told what was wrong. */
  readonly repaired: number;
  /** How many were dropped, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly droppedFile: string;
  /** Replies that were asked for, and those that stood in the file of replies. */
  readonly replies: { readonly asked: number; readonly recalled: number; readonly file: string };
}

/**
 * Has a model write tasks, checks each, and writes those that passed. Replies are kept as they come, so that the same command goes
 * on where it was stopped.
 * @throws {OutputExistsError} where the output is there already
 * @throws {RunPausedError} when the signal stops it: nothing is written but replies
 * @throws {RunIncompleteError} where the server gave no reply to some: nothing is written but replies
 */
export async function instructRun(request: InstructRequest): Promise<InstructReport> {
  const { output, force, model, connection, sampling = {}, count } = request;
  const staged = stageOutput(output, { kind: "file", force });
  const files = companions(output);
  try {
    const source = await openInstructSource({ ...request, folder: dirname(output) });
    const stores = { ledger: ledgerBeside(output, files.replies) };
    const connected = await connectModel(model, connection, sampling, stores);
    try {
      const plan = { model, sampling: sampling as JsonObject };
      const kept = await keepReplies(connected.client, files.replies, plan);
      try {
        const made = await instructTasks({ ...request, source, client: kept.client });
        await replaceFile(files.dropped, linesOf(made.dropped));
        await write(staged.growing, made.tasks.map(taskLine).join(""), output);
        await staged.commit();
        const replies = { asked: kept.asked(), recalled: kept.recalled(), file: files.replies };
        return { output, wanted: count, ...counts(made), droppedFile: files.dropped, replies };
      } finally {
        await kept.close();
      }
    } finally {
      await connected.close();
    }
  } catch (error) {
    staged.abandon();
    throw request.signal?.aborted === true ? paused() : error;
  }
}

function paused(): RunPausedError {
  return new RunPausedError(
    "stopped before all tasks were written; all replies that came are saved",
    "Run the same command again to go on.",
  );
}

/** The names of what stands beside a file of tasks. */
function companions(output: string) {
  const stem = output.replace(/\.jsonl$/i, "");
  return { dropped: `${stem}.dropped.jsonl`, replies: `${stem}.replies.jsonl` };
}

function linesOf(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row as JsonValue)}\n`).join("");
}

async function write(file: string, text: string, shownAs: string): Promise<void> {
  await writeFile(file, text, { flush: true }).catch((error: unknown) => {
    throw fileError(error, shownAs);
  });
}

function counts({ tasks, dropped }: InstructedTasks) {
  const reasons: Record<string, number> = {};
  for (const { reason } of dropped) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    tasks: tasks.length,
    repaired: tasks.filter(({ origin }) => (origin?.repairs ?? 0) > 0).length,
    dropped: reasons,
  };
}
