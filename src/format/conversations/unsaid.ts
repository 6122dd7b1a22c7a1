import type { Content, Step } from "../../core/trajectory.ts";

/** The paths below a trajectory of what a step has and text cannot say: images. */
export function imagesOf(step: Step): string[] {
  const results = step.observation?.results ?? [];
  return [
    ...(isText(step.message) ? [] : ["steps[].message[].source"]),
    ...(results.every(({ content }) => isText(content)) ? [] : ["steps[].observation.results[].content[].source"]),
  ];
}

/** The paths of what steps hold that templates do not show: images, and what users and systems call or are given. */
export function unsaidUnderTemplate(steps: readonly Step[]): string[] {
  const others = steps.filter((step) => step.source !== "agent");
  return [
    ...steps.flatMap(imagesOf),
    ...(others.some((step) => (step.tool_calls?.length ?? 0) > 0) ? ["steps[].tool_calls[]"] : []),
    ...(others.some((step) => (step.observation?.results.length ?? 0) > 0) ? ["steps[].observation.results[]"] : []),
  ];
}

function isText(content: Content | null | undefined): boolean {
  return !Array.isArray(content) || content.every((part) => part.type === "text");
}
