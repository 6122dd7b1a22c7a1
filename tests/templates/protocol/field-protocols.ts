import type { JsonProtocol, LabelledProtocol } from "../../../src/templates/protocol/protocol.ts";
import { PROTOCOLS } from "../../../src/templates/protocol/registry.ts";

const react = PROTOCOLS["react"] as LabelledProtocol;
const kagentsys = PROTOCOLS["kagentsys"] as JsonProtocol;

/** Protocols with fields, of which the library has one only. */
export const FIELD_PROTOCOLS = [
  {
    ...react,
    name: "react-with-plan",
    fields: [
      { name: "plan", label: "Plan:" },
      { name: "criticism", label: "Reasoning:" },
    ],
  },
  {
    ...react,
    name: "chinese-labels",
    language: "zh",
    separator: "\n",
    parallel: true,
    thought: "【思考】",
    fields: [
      { name: "reflection", label: "反思：" },
      { name: "plan", label: "【计划】" },
    ],
    action: "【行动】",
    arguments: { label: "【参数】" },
    answer: { command: "回答", text: "内容" },
    give_up: { label: "【放弃】" },
    observation: "【结果】",
  },
  {
    ...kagentsys,
    name: "kagentsys-with-plan",
    fence: "json",
    fields: [
      { name: "plan", path: ["plan"] },
      { name: "reflection", path: ["notes", "constructor"] },
    ],
  },
] as const satisfies readonly (JsonProtocol | LabelledProtocol)[];
