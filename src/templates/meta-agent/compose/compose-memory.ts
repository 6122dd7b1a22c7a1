import type { Composer } from "./composer.ts";

/** Knowledge, earlier turns, and the tasks that are done where the template keeps them: each with its own line, if any. */
export function composeMemory({ cell, book, random, say }: Composer): string {
  const { knowledge, conversation, finished, turns, tasks } = book.memory;
  const lists = [
    {
      name: "knowledge",
      lead: say(knowledge),
      item: random.pick(["- {{ item.text }}", "* {{ item.text }}", "{{ item.text }}"]),
    },
    { name: "conversation", lead: say(conversation), item: random.pick(turns) },
  ];
  const ordered = random.shuffled(lists);
  if (cell.episode === "finished-tasks")
    ordered.push({ name: "finished_tasks", lead: say(finished), item: random.pick(tasks) });
  return ordered
    .map((list, at) =>
      section(
        list,
        ordered.slice(0, at).map((one) => one.name),
      ),
    )
    .join("");
}

/** A list with its lead, and an empty line in front where another one stands before it. */
function section(
  { name, lead, item }: { readonly name: string; readonly lead: string; readonly item: string },
  before: readonly string[],
): string {
  const gap = before.length === 0 ? "" : `{% if ${before.join(" or ")} %}\n\n\n{% endif %}`;
  return `{% if ${name} %}${gap}\n${lead}{% for item in ${name} %}\n\n${item}{% endfor %}{% endif %}`;
}
