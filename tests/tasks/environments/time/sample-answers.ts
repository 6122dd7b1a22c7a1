import type { ExpectedAnswer } from "../../../../src/tasks/answers/expected-answer.ts";
import { type MadeTask, makeTask } from "../../../../src/tasks/environments/time/make-task.ts";
import type { TaskKind } from "../../../../src/tasks/task.ts";
import { addDays, addMonths, isoDay } from "../../../../src/tools/calendar/calendar-day.ts";
import { firstTasks } from "../sample-tasks.ts";

/** Tasks of one kind, at all levels and in both languages. */
export function tasksOf(kind: TaskKind, count: number): MadeTask[] {
  return firstTasks(makeTask, count, ({ frame }) => frame.kind === kind);
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** The value in several spellings, of which each alone is right. */
export function spellings(expected: ExpectedAnswer): string[] {
  if (expected.kind === "text") return [...expected.forms, expected.forms[0]!.toUpperCase(), `"${expected.forms[0]}"`];
  if (expected.kind === "date") {
    const { year, month, day } = expected;
    const name = MONTHS[month - 1]!;
    return [
      isoDay(expected),
      `${name} ${day}, ${year}`,
      `the ${day}th of ${name} ${year}`,
      `${day} ${name.slice(0, 3)} ${year}`,
      `${year}年${month}月${day}日`,
      `${year}/${month}/${day}`,
    ];
  }
  const { value, unit } = expected;
  const forms = [String(value), `${value}.0`, `${value} ${unit ?? ""}`.trim()];
  if (/^days$|^天$/.test(unit ?? "")) forms.push(...(value % 7 === 0 ? [`${value / 7} weeks`] : []), `${value}天`);
  if (/^months$|^个月$/.test(unit ?? ""))
    forms.push(...(value % 12 === 0 ? [`${value / 12} years`] : []), `${value}个月`);
  return forms;
}

/** Values that are near the right one, wrong, and not in the question. */
export function nearMisses(expected: ExpectedAnswer, query: string): string[] {
  if (expected.kind === "text") {
    const others = expected.rivals.filter((one) => !expected.forms.includes(one));
    return others.filter((one) => !query.toLowerCase().includes(one.toLowerCase())).slice(0, 8);
  }
  if (expected.kind === "date") {
    const off = [addDays(expected, 1), addDays(expected, -1), addDays(expected, 7), addMonths(expected, 1)];
    const said = expected.along.join("\n");
    const days = off.filter(({ year, month, day }) => !said.includes(`${day} ${MONTHS[month - 1]} ${year}`));
    const known = days.filter(({ year, month, day }) => !said.includes(`${year}年${month}月${day}日`));
    return [...known.map(isoDay), `${MONTHS[expected.month - 1]} ${expected.year}`, String(expected.year)];
  }
  const { value, unit } = expected;
  const said = expected.along.join("\n");
  const wrong = [value + 1, value - 1, value * 10, value + 100, -value].filter((one) => !said.includes(`${one}`));
  return [...wrong.map(String), `${value} kg`, `${value} metres`, ...(unit === undefined ? [] : [`${value} hours`])];
}
