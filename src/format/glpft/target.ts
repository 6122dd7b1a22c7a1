import type { JsonObject } from "../../core/json/value.ts";
import { strip } from "../alpha-umi/python-text.ts";
import { NEXT, type Turn } from "../alpha-umi/stage-2.ts";
import type { Role } from "./role-files.ts";

const ACTION = "\nAction: ";
const CONCLUSION = "\nconclusion: ";
const GIVE_UP = "give up.";

/** The conversation turns that a role's target stands for. */
export function turnsOfTarget(role: Role, target: string): Turn[] {
  if (role === "caller") return [{ from: "caller", value: target }];
  if (role === "summarizer") return [{ from: "conclusion", value: target }];
  return role === "planner" ? [{ from: "assistant", value: target }] : backboneTurns(target);
}

function backboneTurns(target: string): Turn[] {
  const action = target.indexOf(ACTION);
  if (action >= 0) {
    return [
      { from: "assistant", value: `${target.slice(0, action)}\n${NEXT.caller}` },
      { from: "caller", value: target.slice(action + 1) },
    ];
  }
  const conclusion = target.indexOf(CONCLUSION);
  if (conclusion < 0) return [{ from: "assistant", value: target }];
  const [thought, answer] = [target.slice(0, conclusion), target.slice(conclusion + CONCLUSION.length)];
  if (answer === GIVE_UP) return [{ from: "assistant", value: `${thought}\n${NEXT.giveUp}` }];
  return [
    { from: "assistant", value: `${thought}\n${NEXT.conclusion}` },
    { from: "conclusion", value: answer },
  ];
}

/** The other way round: what of a step's turns stands in the instance's history, and what is its target. */
export function targetOfTurns(role: Role, turns: readonly Turn[]): JsonObject & { history: Turn[]; target: string } {
  const assistant = turns.find((turn) => turn.from === "assistant");
  const follower = turns.find((turn) => turn.from === "caller" || turn.from === "conclusion");
  const value = String(assistant?.value ?? "");
  if (role === "planner") return { history: [], target: value };
  if (role !== "backbone")
    return { history: assistant === undefined ? [] : [assistant], target: String(follower?.value ?? "") };
  const thought = strip(Object.values(NEXT).reduce((text, marker) => text.replaceAll(marker.trim(), ""), value));
  if (follower?.from === "caller") return { history: [], target: `${thought}\n${follower.value as string}` };
  return {
    history: [],
    target: `${thought}${CONCLUSION}${follower === undefined ? GIVE_UP : (follower.value as string)}`,
  };
}
