import { isoDay } from "../../../tools/calendar/calendar-day.ts";
import { numberedEnvironment } from "../../numbered-environment.ts";
import { judgeTask } from "./judge-task.ts";
import { makeTask } from "./make-task.ts";
import { solveTask } from "./solve-task.ts";
import { timeToolBox } from "./time-tool-box.ts";

/** Questions on dates, durations and calendars, some of which only a made-up register knows. */
export const timeEnvironment = numberedEnvironment({
  name: "time",
  title: "questions on dates, calendars, clocks and opening days, some of which only a made-up register knows",
  make: makeTask,
  shown: ({ question, tools, world }) => ({
    query: question.query,
    tools: [...tools.tools],
    date: isoDay(world.today),
  }),
  open: (made) => ({
    ...timeToolBox(made.tools, made.world),
    solution: solveTask(made),
    judge: async (trajectory) => judgeTask(made, trajectory),
  }),
});
