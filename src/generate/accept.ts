/** What is to become of an episode's trajectory: it is kept as it is or edited, or it goes, with a named reason. */
export type Accepted =
  | { readonly kind: "kept"; readonly text: string }
  | { readonly kind: "dropped"; readonly by: string; readonly reason: string; readonly detail?: string };

/**
 * Decides about one trajectory after the other, in the order of the plan: it may remember earlier ones. `text` is one line
 * of JSON. The stage knows no filters: the pipeline hands this in.
 */
export type Accept = (text: string, context: { readonly id: string; readonly row: number }) => Accepted;
