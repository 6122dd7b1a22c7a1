import { RowRefusedError } from "../../core/errors.ts";
import type { FileLayout } from "../../core/json/layout.ts";
import { isTrained, type Trajectory } from "../../core/trajectory.ts";
import { lostOfChain } from "../alpha-umi/lost-of-chain.ts";
import type { Turn } from "../alpha-umi/stage-2.ts";
import { writeStage2 } from "../alpha-umi/stage-2-row.ts";
import type { Carry } from "../carry.ts";
import type { FormatWriter, Refusal, WriteResult, WrittenRow } from "../format.ts";
import { type Conversation, conversationOf } from "./conversation.ts";
import { type RowEncoder, rowEncoder } from "./encoded-row.ts";
import { toolsEncoder } from "./encoded-tools.ts";
import { type GrowingBytes, growingBytes } from "./growing-bytes.ts";
import { isInstance, writeInstance } from "./instance.ts";
import type { Pieces } from "./prompt.ts";
import { loadPromptPack, type PromptPack } from "./prompt-pack.ts";
import { fileOf, ROLES } from "./role-files.ts";
import { instanceMaker, type Leftover } from "./roles.ts";
import type { WriteOptions } from "./schema.ts";

/** The writer that these options ask for. */
export async function writer({ prompts, promptSet, compat }: WriteOptions, layout: FileLayout): Promise<FormatWriter> {
  return glpftWriter(await loadPromptPack(prompts, promptSet), compat === "reference", layout);
}

/** Writes the four role files. Each trajectory gives one row per assistant, caller or conclusion turn that trains. */
export function glpftWriter(pack: PromptPack, reference: boolean, layout: FileLayout): FormatWriter {
  const encoder = rowEncoder(layout);
  const memories = memoriesOf();
  const encodeTools = toolsEncoder({ pack, layout, reference, encoder });
  const leftover: Leftover = {};
  const kept = keeper();

  const write = (trajectory: Trajectory): WriteResult => {
    const lost = lostOfChain(trajectory);
    if (isInstance(trajectory)) return { ...writeInstance(trajectory, pack), lost };
    const { row, stepOfTurn, stale, lost: unsaid } = writeStage2(trajectory, reference);
    memories.clear();
    const conversation = conversationOf(row.conversations, { layout, reference, memory: memories.get("values") });
    const { head, prompts } = encodeTools(row.tools);
    const maker = instanceMaker({ conversation, prompts, reference, leftover, memory: memories.get });
    const histories = historiesOf(conversation, encoder, memories.get("list"));
    const trains = (at: number) => isTrained(trajectory.steps[stepOfTurn[at]!]!);
    const rows: WrittenRow[] = [];
    const refusals: Refusal[] = [];
    let shown = 0;
    for (const role of ROLES) {
      try {
        for (const { at, input, target } of maker.instances(role)) {
          if (!trains(at)) continue;
          shown = Math.max(shown, at);
          rows.push({ file: fileOf(role), bytes: encoder.row({ head, history: histories(at), input, target }) });
        }
      } catch (error) {
        if (!(error instanceof RowRefusedError)) throw error;
        refusals.push({ file: fileOf(role), reason: error.reason, detail: error.message });
      }
    }
    // It may be needed for a later row, when the memory that it stands in has been used again.
    if (leftover.input !== undefined) leftover.input = [kept(leftover.input)];
    const behind = rows.length > 0 && hasMore(row.conversations, shown) ? [BEHIND] : [];
    return { rows, lost: [...lost, ...unsaid, ...behind], refusals, staleResiduals: stale };
  };
  return { files: ROLES.map(fileOf), write, carry: reference ? carryOf(leftover) : "none" };
}

/** What no row shows, for it comes after all targets. */
const BEHIND = "steps[] behind the last target";

/** Are there turns behind the last target, beside what a target of the backbone says in one with it? */
function hasMore(turns: readonly Turn[], target: number): boolean {
  const next = turns[target + 1]?.from;
  return turns.length > target + (next === "caller" || next === "conclusion" ? 2 : 1);
}

function carryOf(leftover: Leftover): Carry {
  return {
    forget() {
      leftover.input = undefined;
      leftover.forgotten = true;
    },
    resume(left) {
      leftover.input = left && [left];
      leftover.forgotten = false;
    },
    left: () => leftover.input && Buffer.concat(leftover.input),
  };
}

/** Copies pieces, which may be its last copy, into memory of its own: each copy takes the place of the one before. */
function keeper(): (pieces: Pieces) => Uint8Array {
  const memories: [GrowingBytes, GrowingBytes] = [growingBytes(), growingBytes()];
  return (pieces) => {
    memories.reverse();
    const [memory] = memories;
    memory.clear();
    for (const piece of pieces) memory.bytes(piece);
    return memory.slice(0, memory.length);
  };
}

/** Growing bytes by name, used again for each trajectory. */
function memoriesOf() {
  const memories = new Map<string, GrowingBytes>();
  return {
    get: (name: string): GrowingBytes => {
      const memory = memories.get(name) ?? growingBytes();
      memories.set(name, memory);
      return memory;
    },
    clear: () => {
      for (const memory of memories.values()) memory.clear();
    },
  };
}

/** For each turn, the list of all turns before it, without its brackets. */
function historiesOf(conversation: Conversation, encoder: RowEncoder, list: GrowingBytes): (at: number) => Uint8Array {
  const ends = conversation.turns.map((turn, at) => {
    const end = list.length;
    encoder.addTurn(list, turn, typeof turn.value === "string" ? conversation.bytes(at) : undefined);
    return end;
  });
  return (at) => list.slice(0, ends[at]!);
}
