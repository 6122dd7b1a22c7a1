import pc from "picocolors";
import { stringifyJson } from "../core/json/stringify.ts";
import type { JsonValue } from "../core/json/value.ts";
import {
  type Content,
  finishOf,
  isTrained,
  type Step,
  type ToolCall,
  type Trajectory,
  toolsOf,
  type Verdict,
} from "../core/trajectory.ts";
import { visibleText } from "../core/visible-text.ts";
import { wrapText } from "./wrap-text.ts";

/** How a trajectory is shown. */
export interface ShowOptions {
  /** Use colours (ANSI escapes). No text of the trajectory itself is ever sent raw. */
  readonly colour?: boolean;
  /** Columns of the terminal; 100 if not given. */
  readonly width?: number;
  /** Show every text in full: long ones are shortened otherwise. */
  readonly full?: boolean;
}

const LONGEST_MESSAGE = 2000;
const LONGEST_OBSERVATION = 400;
const MARGIN = "     ";

/**
 * A trajectory as people read it: who acts, the tools, and each step with its thought, calls, observations, loss mask and
 * verdicts. Control characters in its texts are written as `\u001b`, so that no model can play with the terminal.
 */
export function showTrajectory(trajectory: Trajectory, options: ShowOptions = {}): string {
  const page = createPage(options);
  showHead(trajectory, page);
  for (const [index, step] of trajectory.steps.entries()) showStep(trajectory, step, index, page);
  return page.text();
}

type Colours = ReturnType<typeof pc.createColors>;

interface Page {
  readonly colours: Colours;
  /** Adds a line that is safe already. */
  line(text: string): void;
  /** Adds a foreign text under a label, shortened to `limit` characters unless all is asked for. */
  block(label: string, text: string, limit: number, paint?: (text: string) => string): void;
  text(): string;
}

function createPage({ colour = false, width = 100, full = false }: ShowOptions): Page {
  const lines: string[] = [];
  const colours = pc.createColors(colour);
  return {
    colours,
    line: (text) => lines.push(text),
    block(label, text, limit, paint = (line) => line) {
      const short = full ? text : shortened(text, limit);
      const wrapped = wrapText(
        visibleText(`${label === "" ? "" : `${label}: `}${short.trimEnd()}`),
        width - MARGIN.length,
      );
      const head = label === "" ? 0 : label.length + 1;
      for (const [index, line] of wrapped.entries()) {
        const start =
          index === 0 && head > 0 ? colours.dim(line.slice(0, head)) + paint(line.slice(head)) : paint(line);
        lines.push(MARGIN + start);
      }
      const more = text.length - short.length;
      if (more > 0) lines.push(MARGIN + colours.dim(`... ${more.toLocaleString("en-US")} more characters (--full)`));
    },
    text: () => `${lines.join("\n")}\n`,
  };
}

/** At most so many characters, without half of a pair of surrogates at the end. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? limit - 1 : limit);
}

function showHead(trajectory: Trajectory, page: Page): void {
  const { agent, schema_version, extra } = trajectory;
  const { colours } = page;
  const model = agent.model_name ? `, model ${agent.model_name}` : "";
  page.line(visibleText(`${schema_version}, agent ${agent.name} ${agent.version}${model}`));
  const tools = toolsOf(trajectory).map((tool) => tool.function.name);
  page.block("tools", tools.length === 0 ? "none" : tools.join(", "), LONGEST_MESSAGE);
  const mat = extra?.mat;
  if (mat?.reward !== undefined) page.line(`${MARGIN}${colours.dim("reward:")} ${mat.reward}`);
  showVerdicts(mat?.verdicts, page);
}

function showStep(trajectory: Trajectory, step: Step, index: number, page: Page): void {
  const { colours } = page;
  const paint = { system: colours.magenta, user: colours.cyan, agent: colours.green }[step.source];
  const marks = marksOf(trajectory, step, index);
  page.line(
    `\n${String(index + 1).padStart(3)}  ${paint(step.source)}${marks === "" ? "" : `  ${colours.yellow(marks)}`}`,
  );
  if (step.reasoning_content) page.block("reasoning", step.reasoning_content, LONGEST_MESSAGE, colours.dim);
  const thought = step.extra?.mat?.thought;
  if (thought) page.block("thought", thought, LONGEST_MESSAGE);
  const message = contentText(step.message);
  const calls = step.tool_calls ?? [];
  if (message !== "") page.block(calls.length > 0 ? "thought" : "", message, LONGEST_MESSAGE);
  for (const [name, text] of Object.entries(step.extra?.mat?.fields ?? {})) page.block(name, text, LONGEST_MESSAGE);
  for (const call of calls) showCall(call, page);
  for (const { source_call_id, content } of step.observation?.results ?? []) {
    const answered = calls.findIndex((call) => call.tool_call_id === source_call_id);
    const label = calls.length > 1 && answered >= 0 ? `observation of call ${answered + 1}` : "observation";
    page.block(label, contentText(content), LONGEST_OBSERVATION, colours.dim);
  }
  showVerdicts(step.extra?.mat?.verdicts, page);
}

function marksOf(trajectory: Trajectory, step: Step, index: number): string {
  const finish = finishOf(trajectory, index);
  const marks = [
    ...(step.source === "agent" && !isTrained(step) ? ["no loss"] : []),
    ...(step.source !== "agent" && isTrained(step) ? ["trained"] : []),
    ...(finish === "answer" ? ["final answer"] : finish === "give_up" ? ["gives up"] : []),
  ];
  return marks.length === 0 ? "" : `[${marks.join(", ")}]`;
}

function showCall(call: ToolCall, page: Page): void {
  const { colours } = page;
  const text = call.extra?.mat?.arguments_text;
  const empty = Object.keys(call.arguments).length === 0;
  const short = stringifyJson(call.arguments as JsonValue, { style: "python", indent: 0, ascii: false });
  const pretty = stringifyJson(call.arguments as JsonValue, { style: "indent", indent: 2, ascii: false });
  const shown = empty && text !== undefined ? text : short.length <= 60 ? short : pretty;
  page.block("call", `${call.function_name} ${shown}`, LONGEST_MESSAGE, colours.bold);
}

function showVerdicts(verdicts: readonly Verdict[] | undefined, page: Page): void {
  for (const { by, reason, detail } of verdicts ?? []) {
    page.block(
      "verdict",
      `${by} ${reason}${detail === undefined ? "" : `: ${detail}`}`,
      LONGEST_MESSAGE,
      page.colours.red,
    );
  }
}

/** All parts of a content; an image is named by its type and path. */
function contentText(content: Content | null | undefined): string {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  return content
    .map(({ type, text, source }) =>
      type === "text" ? (text ?? "") : `[image ${source?.media_type ?? ""} ${source?.path ?? ""}]`,
    )
    .join("\n");
}
