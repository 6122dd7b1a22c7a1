/** Commands whose name has two words share the first one: what it stands for, by that word. */
export const COMMAND_GROUPS: Readonly<
  Record<string, { readonly summary: string; readonly details: readonly string[] }>
> = {
  templates: {
    summary: "Make, check and look into libraries of prompt templates",
    details: [
      "A prompt template says how a prompt is put together and how an agent's steps are written under it. A library is a " +
        "folder of many, so that a tuned model fits none too well. Where LIBRARY can be left out, the templates that come " +
        "with mat are meant; a JSON, JSONL or YAML file of templates will do as well. docs/templates.md says what a " +
        "template is.",
    ],
  },
  tasks: {
    summary: "Make, measure and look into tasks for agents",
    details: [
      "A task is a query with its tools. Those of an environment are made by seed, in any number, and come with a world " +
        "that answers calls and a judge that says whether the task was done. A file may hold tasks that were made so, " +
        "queries of one's own, ToolBench's instructions, or KAgentBench rows. docs/tasks.md says more.",
    ],
  },
  environments: {
    summary: "Install, play and make tasks of environments in Python",
    details: [
      "An environment in Python is a file of code that mat runs in a process of its own, and talks to in JSON lines. Some come " +
        "with mat, for evaluation; one of your own is two files. docs/python-environments.md says more.",
    ],
  },
  serve: {
    summary: "Answer chat requests over HTTP",
    details: ["A server runs until Ctrl-C, which lets it finish what is in flight."],
  },
  tools: {
    summary: "Look into tools, and try them",
    details: [
      "A tool of your own is a program, which a JSON file defines, or a function of a module; some that search the web, read " +
        "pages and know the calendar come with mat. mat generate plays queries with them. docs/tools.md and " +
        "docs/network-tools.md say more.",
    ],
  },
};
