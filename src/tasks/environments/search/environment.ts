import { numberedEnvironment } from "../../numbered-environment.ts";
import { encyclopediaTools } from "./encyclopedia-tools.ts";
import { judgeTask } from "./judge-task.ts";
import { makeTask } from "./make-task.ts";
import { solveTask } from "./solve-task.ts";

/** Questions over a made-up encyclopedia, whose answers take several pages to find. */
export const searchEnvironment = numberedEnvironment({
  name: "search",
  title: "questions over a made-up encyclopedia, whose answers take several pages to find",
  make: makeTask,
  shown: ({ question, tools }) => ({ query: question.query, tools: [...tools.tools] }),
  open: (made) => ({
    ...encyclopediaTools(made.tools, made.encyclopedia),
    solution: solveTask(made),
    judge: async (trajectory) => judgeTask(made, trajectory),
  }),
});
