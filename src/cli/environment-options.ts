/** The environment in Python that a command is for. */
export const environmentPositional = {
  name: "ENVIRONMENT",
  required: true,
  summary: "Its name, or the Python file of one of your own",
} as const;

/** The flags that say which tasks an environment in Python makes. */
export const environmentOptionTable = {
  seed: {
    type: "number",
    value: "S",
    summary: "Another seed, other worlds, where the environment draws them; 0 if absent",
  },
  data: { type: "text", value: "FILE", summary: "The file of data, for an environment that wants one" },
} as const;
