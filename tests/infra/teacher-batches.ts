import { createTeacher } from "../../src/agent/teachers/create-teacher.ts";
import { answerChat } from "../../src/serve/teacher/answer-chat.ts";
import { wholeCompletion } from "../../src/serve/teacher/completion.ts";
import type { BatchLine, LineAnswer } from "./batch-server.ts";

/** Answers the lines of batches as the reader does, from the slots that they bring along. */
export function teacherAnswers(seed: number): (line: BatchLine) => Promise<LineAnswer> {
  const teacher = createTeacher("reader", seed, {});
  return async ({ body }) => {
    const answer = await answerChat(JSON.stringify(body), teacher, "reader");
    if ("error" in answer) return { status: answer.status, body: { error: answer.error } as never };
    return { status: 200, body: wholeCompletion(answer.completion) };
  };
}
