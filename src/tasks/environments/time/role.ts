/** What the tools of a task do. */
export const ROLES = [
  "register",
  "opening",
  "clock",
  "today",
  "shift",
  "difference",
  "calendar",
  "lunar",
  "terms",
  "holidays",
] as const;
/** What a tool does: one of {@link ROLES}. */
export type Role = (typeof ROLES)[number];
