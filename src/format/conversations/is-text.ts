import type { Content } from "../../core/trajectory.ts";

/** Does a message or observation hold nothing but text? */
export function isText(content: Content | null | undefined): boolean {
  return !Array.isArray(content) || content.every((part) => part.type === "text");
}
