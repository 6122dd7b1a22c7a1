import type { Content, Step } from "../../core/trajectory.ts";

/** The paths of images in messages and observations, which no text holds. */
export function lostImages(steps: readonly Step[]): string[] {
  const results = steps.flatMap((step) => step.observation?.results ?? []);
  return [
    ...(steps.some((step) => hasImage(step.message)) ? ["steps[].message[].source"] : []),
    ...(results.some((result) => hasImage(result.content)) ? ["steps[].observation.results[].content[].source"] : []),
  ];
}

function hasImage(content: Content | null | undefined): boolean {
  return Array.isArray(content) && content.some((part) => part.type === "image");
}
