import { RowRefusedError } from "../../core/errors.ts";
import type { FileLayout } from "../../core/json/layout.ts";
import { isTrained, type Trajectory } from "../../core/trajectory.ts";
import { CHAIN_FIELDS } from "../alpha-umi/held-fields.ts";
import { writeStage2 } from "../alpha-umi/stage-2-row.ts";
import type { FormatWriter, Refusal, WriteResult, WrittenRow } from "../format.ts";
import { lostFields } from "../lost-fields.ts";
import { type Conversation, conversationOf } from "./conversation.ts";
import { escapedText, type RowEncoder, rowEncoder } from "./encoded-row.ts";
import { isInstance, writeInstance } from "./instance.ts";
import { promptMaker, referencePromptMaker } from "./prompt.ts";
import type { PromptPack } from "./prompt-pack.ts";
import { type Instance, instancesOf, SUFFIX } from "./roles.ts";
import { fileOf, ROLES, type Role } from "./schema.ts";

/** Writes the four role files. Each trajectory gives one row per assistant, caller or conclusion turn that trains. */
export function glpftWriter(pack: PromptPack, reference: boolean, layout: FileLayout): FormatWriter {
  const encoder = rowEncoder(layout);
  const leftover: { input?: string } = {};
  const encode = (text: string) => escapedText(text, layout);
  const makerOf = reference ? referencePromptMaker : promptMaker;
  const prompts = new Map(ROLES.map((role) => [role, makerOf(pack[role], SUFFIX[role], layout)]));

  const rowsOf = (
    role: Role,
    conversation: Conversation,
    toolsText: string,
    histories: readonly string[],
  ): WrittenRow[] => {
    const prompt = prompts.get(role)!(conversation.data);
    const instances = instancesOf(role, {
      conversation,
      prompt,
      encode,
      reference,
      leftover,
      backboneTargets: new Map(),
    });
    const text = ({ at, input, target }: Instance) => encoder.row(toolsText, histories[at]!, input, target);
    return instances
      .filter(({ at }) => conversation.trained[at])
      .map((instance) => ({ file: fileOf(role), text: text(instance) }));
  };

  const write = (trajectory: Trajectory): WriteResult => {
    const lost = lostFields(trajectory, CHAIN_FIELDS);
    if (isInstance(trajectory)) return { ...writeInstance(trajectory, pack), lost };
    const stage2 = writeStage2(trajectory, reference);
    const trained = stage2.stepOfTurn.map((step) => isTrained(trajectory.steps[step]!));
    const conversation = conversationOf(stage2.row, trained, layout, reference);
    const [toolsText, histories] = [encoder.tools(conversation.tools), historiesOf(conversation, encoder)];
    const rows: WrittenRow[] = [];
    const refusals: Refusal[] = [];
    for (const role of ROLES) {
      try {
        for (const row of rowsOf(role, conversation, toolsText, histories)) rows.push(row);
      } catch (error) {
        if (!(error instanceof RowRefusedError)) throw error;
        refusals.push({ file: fileOf(role), reason: error.reason, detail: error.message });
      }
    }
    return { rows, lost, refusals, staleResiduals: stage2.stale };
  };
  return { files: ROLES.map(fileOf), write };
}

/** For each turn, the JSON list of all turns before it. */
function historiesOf(conversation: Conversation, encoder: RowEncoder): string[] {
  const list = encoder.history();
  return conversation.turns.map((turn, at) => {
    const text = list.text();
    list.push(encoder.turn(turn, typeof turn.value === "string" ? conversation.escaped(at) : undefined));
    return text;
  });
}
