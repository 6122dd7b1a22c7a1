import type { FileLayout } from "../core/json/layout.ts";

/**
 * The layout of an output: what the user asks for, over the source's layout where it applies, over the format's own. An
 * indented style without a width gets two spaces; any other style has none.
 */
export function chooseLayout(
  asked: Partial<FileLayout> | undefined,
  source: FileLayout | undefined,
  own: FileLayout,
): FileLayout {
  const layout = { ...(source ?? own), ...asked };
  if (layout.style !== "indent") return { ...layout, indent: 0 };
  return layout.indent === 0 ? { ...layout, indent: 2 } : layout;
}
