import { toolDefinitions } from "../core/tool.ts";
import { ATIF_VERSION, type Step, type Trajectory } from "../core/trajectory.ts";
import { PROGRAM } from "../core/version.ts";
import type { Episode } from "./episode.ts";

/** The trajectory before the agent's first step: earlier turns, which get no loss, and the query. */
export function beginTrajectory({ task, templates, client, sample = 0 }: Episode): Trajectory {
  const earlier = (task.history ?? []).flatMap(({ query, answer }): Omit<Step, "step_id">[] => [
    { source: "user", message: query, is_copied_context: true },
    { source: "agent", message: answer, is_copied_context: true, extra: { mat: { train: false, finish: "answer" } } },
  ]);
  const steps = [...earlier, { source: "user" as const, message: task.query }];
  return {
    schema_version: ATIF_VERSION,
    trajectory_id: `${task.id}/${templates.act.id}/${sample}`,
    agent: {
      name: "mat",
      version: PROGRAM.version,
      model_name: client.model,
      tool_definitions: toolDefinitions(task.tools),
    },
    steps: steps.map((step, at) => ({ step_id: at + 1, ...step })),
    extra: {
      mat: {
        task_id: task.id,
        template_id: templates.act.id,
        teacher: client.model,
        ...(task.date === undefined ? {} : { date: task.date }),
      },
    },
  };
}
