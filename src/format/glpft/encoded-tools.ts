import type { FileLayout } from "../../core/json/layout.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { raises } from "../alpha-umi/stage-2.ts";
import { asText } from "../member-text.ts";
import type { Encoding } from "./conversation.ts";
import type { RowEncoder } from "./encoded-row.ts";
import { type GrowingBytes, growingBytes } from "./growing-bytes.ts";
import { type Prompt, type PromptData, promptMaker, referencePromptMaker } from "./prompt.ts";
import type { PromptPack } from "./prompt-pack.ts";
import { byRole, type Role } from "./role-files.ts";
import { SUFFIX } from "./roles.ts";
import { toolDoc } from "./tool-json.ts";

/** What of a row its tools alone decide: how its role rows begin, and their prompts all but for what was said. */
export interface EncodedTools {
  readonly head: Uint8Array;
  readonly prompts: Readonly<Record<Role, Prompt>>;
}

/** How tools are encoded. */
export interface ToolsEncoding {
  readonly pack: PromptPack;
  readonly layout: FileLayout;
  readonly reference: boolean;
  readonly encoder: RowEncoder;
}

/**
 * Encodes tools; what it gives is good until the next call. Tools that come a second time (the same object: see
 * `storedRowParser`) are encoded into memory of their own and kept as long as they live themselves.
 */
export function toolsEncoder({ pack, layout, reference, encoder }: ToolsEncoding): (tools: JsonValue) => EncodedTools {
  const makerOf = reference ? referencePromptMaker : promptMaker;
  const makers = byRole((role) => makerOf(pack[role], SUFFIX[role], layout));
  const passing = growingBytes();
  /** Of tools that came once, how many bytes they take. */
  const known = new WeakMap<object, EncodedTools | number>();

  const encode = (tools: JsonValue, memory: GrowingBytes): EncodedTools => {
    const head = memory.add(encoder.head(tools));
    const data = promptDataOf(tools, { layout, reference, memory });
    return { head, prompts: byRole((role) => makers[role](data)) };
  };

  return (tools) => {
    const key = Array.isArray(tools) ? tools : undefined;
    const found = key && known.get(key);
    if (typeof found === "object") return found;
    if (key !== undefined && found !== undefined) {
      const kept = encode(tools, growingBytes(found));
      known.set(key, kept);
      return kept;
    }
    passing.clear();
    const encoded = encode(tools, passing);
    if (key !== undefined) known.set(key, passing.length);
    return encoded;
  };
}

/** What all prompts of a conversation say of its tools. With `reference`, raises on a tool without a name. */
export function promptDataOf(tools: JsonValue, { layout, reference, memory }: Encoding): PromptData {
  const list = Array.isArray(tools) ? tools : [];
  const doc = toolDoc(list);
  const toolNames = list.map((tool) => nameOf(tool, reference)).join(", ");
  const docBytes = memory.addEscaped(doc, layout.ascii);
  return { doc, toolNames, docBytes, toolNamesBytes: memory.addEscaped(toolNames, layout.ascii), memory };
}

function nameOf(tool: JsonValue, reference: boolean): string {
  const name = isObject(tool) ? tool["Name"] : undefined;
  if (typeof name === "string") return name;
  return reference ? raises("a tool has no name") : asText(name);
}
