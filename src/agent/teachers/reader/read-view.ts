import type { ChatRequest } from "../../../llm/chat-client.ts";
import { callsTools } from "../../../templates/check/calls-tools.ts";
import type { TeacherSlots } from "../slots.ts";
import { findAsks } from "./find-asks.ts";
import { findDate } from "./find-date.ts";
import { findGoal } from "./find-goal.ts";
import { readFinishedTasks } from "./read-finished-tasks.ts";
import { readHistory } from "./read-history.ts";
import { readTools } from "./read-tools.ts";
import type { ReaderView } from "./reader-view.ts";

/** Reads a prompt back. What its slots leave out, cut off or hide in a form that cannot be read is not there. */
export function readView(slots: TeacherSlots, request: ChatRequest): ReaderView {
  const { texts, language } = slots;
  const shown = readTools(slots, request);
  const date = findDate([texts.profile, texts.instructions, texts.goal, texts.memory]);
  return {
    language,
    goal: findGoal(texts.goal),
    ...(date === undefined ? {} : { date }),
    tools: callsTools(slots) ? shown : [],
    done: [...readFinishedTasks(texts.memory, shown), ...readHistory(slots, shown)],
    memory: texts.memory,
    asks: findAsks(texts.instructions),
  };
}
