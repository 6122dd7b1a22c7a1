import { refuse } from "../refusal.ts";
import { type FlatParameter, type FlatTool, flatten, unflatten } from "./flat-tool.ts";
import { fromOneLine, oneLine } from "./signature.ts";
import type { ToolRendering } from "./tool-rendering.ts";

const HEAD = "| tool | description | parameter | type | required | meaning |\n| --- | --- | --- | --- | --- | --- |";

/** A Markdown table with a row a parameter; the rows of a tool after its first have two empty cells in front. */
export const markdownRendering: ToolRendering = {
  name: "markdown",
  render: (tools) => [HEAD, ...tools.flatMap((tool) => rowsOf(flatten(tool)))].join("\n"),
  parse: (text) => {
    const [name, rule, ...rows] = text.split("\n");
    if (`${name}\n${rule}` !== HEAD) return refuse("not_a_table", "the text does not begin with the table's head");
    const tools: (FlatTool & { parameters: FlatParameter[] })[] = [];
    for (const row of rows) {
      const cells = cellsOf(row);
      if (cells?.length !== 6) return refuse("not_a_table", `this row has not six cells: ${row.slice(0, 80)}`);
      const [tool, description, parameter, type, required, meaning] = cells as [
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      if (tool !== "") tools.push({ name: unquote(tool), description, parameters: [] });
      const last = tools.at(-1);
      if (last === undefined) return refuse("no_tool_name", "the first row names no tool");
      if (parameter !== "")
        last.parameters.push({ name: unquote(parameter), type, required: required === "yes", description: meaning });
    }
    return tools.map(unflatten);
  },
};

function rowsOf({ name, description, parameters }: FlatTool): string[] {
  if (parameters.length === 0) return [rowOf([quote(name), description, "", "", "", ""])];
  return parameters.map((parameter, index) => {
    const front = index === 0 ? [quote(name), description] : ["", ""];
    const required = parameter.required ? "yes" : "no";
    return rowOf([...front, quote(parameter.name), parameter.type, required, parameter.description]);
  });
}

/** Names stand in backticks, so that an empty one is no empty cell. */
function quote(name: string): string {
  return `\`${name}\``;
}

function unquote(cell: string): string {
  return cell.length > 1 && cell.startsWith("`") && cell.endsWith("`") ? cell.slice(1, -1) : cell;
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => oneLine(cell).replaceAll("|", "\\|")).join(" | ")} |`;
}

function cellsOf(row: string): string[] | undefined {
  if (!row.startsWith("| ") || !row.endsWith(" |")) return undefined;
  const cells = row.slice(1, -1).match(/(?:[^\\|]|\\[\s\S])*(?:\||$)/gu) ?? [];
  const whole = cells.slice(0, 6).map((cell) => cell.replace(/^ /, "").replace(/ \|?$/, ""));
  return cells.slice(6).join("") === "" ? whole.map(fromOneLine) : undefined;
}
