import { numberedEnvironment } from "../../numbered-environment.ts";
import { databaseWorld } from "./db-world.ts";
import { judgeTask } from "./judge-task.ts";
import { makeTask } from "./make-task.ts";
import { solveTask } from "./solve-task.ts";

/** Questions and changes over the tables of a made-up business, by SQL. */
export const databaseEnvironment = numberedEnvironment({
  name: "db",
  title: "questions and changes over the tables of a made-up business, by SQL",
  make: makeTask,
  shown: ({ query, tools }) => ({ query, tools: [...tools.tools] }),
  open(made) {
    const { box, tables } = databaseWorld(made.tools, made.state);
    return {
      ...box,
      solution: solveTask(made),
      judge: async (trajectory) => judgeTask(made, trajectory, tables()),
    };
  },
});
