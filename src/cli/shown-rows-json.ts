import type { ShownRow } from "../view/show-dataset.ts";

/**
 * Rows as one JSON object. A row's own text goes in as it is, number spellings and order of keys included; a dropped row
 * that is no JSON goes in as a string.
 */
export function shownRowsJson(dataset: string, rows: readonly ShownRow[]): string {
  const items = rows.map(({ rendering: _, text, ...about }) => {
    const head = JSON.stringify(about).slice(0, -1);
    return `${head},"row":${isJson(text) ? text : JSON.stringify(text)}}`;
  });
  return `{"dataset":${JSON.stringify(dataset)},"rows":[${items.join(",")}]}\n`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
