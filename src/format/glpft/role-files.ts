/** The four kinds of GLPFT training data. Source: α-UMi (Small LLMs Are Weak Tool Learners, arXiv 2401.07324). */
export const ROLES = ["backbone", "planner", "caller", "summarizer"] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Makes something for each role. */
export function byRole<T>(make: (role: Role) => T): Record<Role, T> {
  return Object.fromEntries(ROLES.map((role) => [role, make(role)])) as Record<Role, T>;
}

/** The output file of a role. */
export function fileOf(role: Role): string {
  return `train_${role}.json`;
}
