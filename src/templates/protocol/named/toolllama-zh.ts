import type { LabelledProtocol } from "../protocol.ts";
import { toolllama } from "./toolllama.ts";

/** ToolLLaMA with Chinese labels; the `Finish` call is the same. */
export const toolllamaZh: LabelledProtocol = {
  ...toolllama,
  name: "toolllama-zh",
  title: "ToolLLaMA, Chinese labels",
  language: "zh",
  thought: "思考:",
  action: "行动:",
  arguments: { label: "行动输入:" },
  observation: "观察:",
};
