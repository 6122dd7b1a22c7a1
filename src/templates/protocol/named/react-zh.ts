import type { LabelledProtocol } from "../protocol.ts";
import { react } from "./react.ts";

/** ReAct with Chinese labels. */
export const reactZh: LabelledProtocol = {
  ...react,
  name: "react-zh",
  title: "ReAct, Chinese labels",
  language: "zh",
  thought: "思考:",
  action: "行动:",
  arguments: { label: "行动输入:" },
  answer: { label: "最终答案:" },
  give_up: { label: "放弃:" },
  observation: "观察:",
};
