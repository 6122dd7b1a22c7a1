import { type MeasureTasksOptions, measureTasks, type TaskMeasure } from "../src/agent/teachers/measure-tasks.ts";
import { ENVIRONMENTS } from "../src/tasks/registry.ts";
import { formatTaskMeasures } from "../src/view/format-task-measures.ts";

/** The page with the table of all environments. */
export const ENVIRONMENTS_PAGE = "docs/environments-table.md";

/** Levels of which so many tasks each are measured. */
type Extent = Pick<MeasureTasksOptions, "levels" | "tasks">;
const WHOLE: Extent = { levels: [1, 2, 3, 4, 5], tasks: 200 };
const SAMPLE: Extent = { levels: [2], tasks: 20 };

/** The measures of every environment that is registered, as a table. */
async function environmentsTable(extent: Extent, onProgress?: MeasureTasksOptions["onProgress"]): Promise<string> {
  const measures: TaskMeasure[] = await measureTasks({
    environments: Object.values(ENVIRONMENTS),
    languages: ["en", "zh"],
    split: "train",
    seed: 0,
    ...extent,
    onProgress,
  });
  return formatTaskMeasures(measures);
}

/** The small table at the end of the page, which is made in a second or two for each environment. */
export function sampleTable(): Promise<string> {
  return environmentsTable(SAMPLE);
}

/** The whole page; `onProgress` hears of every task. */
export async function environmentsPage(onProgress: MeasureTasksOptions["onProgress"]): Promise<string> {
  return `# How hard the tasks of the environments are

Made by \`npm run environments\`: ${WHOLE.tasks} tasks of each level, in English and Chinese, under ReAct. A cell has the share of
tasks that a policy passes and, in brackets, the mean number of its turns. \`random\` calls tools with words of the query,
\`greedy\` calls the tool that shares most words with it once, \`no-tool\` answers at once; \`reader\` sees the prompt alone, \`oracle\`
knows the solution. Tasks that ask for something else than calls stand apart, in the second table, with all levels together.
[Tasks](tasks.md#how-hard-they-are) says what numbers are good ones.

${await environmentsTable(WHOLE, onProgress)}
## A sample

The same for ${SAMPLE.tasks} tasks of level ${SAMPLE.levels[0]}. A test makes these numbers again: when they are others, the tables above are
out of date.

${await sampleTable()}`;
}
