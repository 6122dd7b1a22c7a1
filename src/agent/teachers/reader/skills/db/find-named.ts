import type { SeenColumn, SeenTable } from "./read-schema.ts";

/** The first table that is described by this noun, in one or the other number. */
export function findTable(tables: readonly SeenTable[], noun: string): SeenTable | undefined {
  const wanted = noun.toLowerCase();
  return tables.find(({ description }) => {
    const said = phraseOf(description);
    return said === wanted || numbersOf(said).includes(wanted);
  });
}

/** The table of which a text names a row, as in "customer Vask", and the name. */
export function findRow(
  tables: readonly SeenTable[],
  text: string,
): { readonly table: SeenTable; readonly name: string } | undefined {
  const found = tables.flatMap((table) => {
    const said = phraseOf(table.description);
    const noun = [said, ...numbersOf(said)].find((one) => text.toLowerCase().startsWith(one));
    return noun === undefined ? [] : [{ table, noun }];
  });
  // "客户经理…" names a row of managers, not one of customers.
  const best = found.toSorted((a, b) => b.noun.length - a.noun.length)[0];
  return best && { table: best.table, name: text.slice(best.noun.length).trim() };
}

/** What a table holds, out of its description: "the orders of ...", "……的订单（……）". */
function phraseOf(description: string): string {
  const english = /^the (.+?) of /i.exec(description)?.[1];
  if (english !== undefined) return english.toLowerCase();
  const bare = description.replace(/（.*$/, "");
  return bare.slice(bare.lastIndexOf("的") + 1);
}

/** The singular of a plural. */
function numbersOf(plural: string): string[] {
  return [plural.replace(/s$/, ""), plural.replace(/es$/, ""), plural.replace(/ies$/, "y")].filter(
    (one) => one !== plural && one !== "",
  );
}

/** The column that is described by this noun, or called by its words where nothing describes it. */
export function findColumn(columns: readonly SeenColumn[], noun: string): SeenColumn | undefined {
  const wanted = noun.toLowerCase();
  const called = wanted.replaceAll(" ", "_");
  return (
    columns.find((column) => column.noun?.toLowerCase() === wanted) ??
    columns.find((column) => column.noun === undefined && column.name.toLowerCase() === called)
  );
}

/** The column that says how a row is called: its name, or else its number. */
export function nameColumn(columns: readonly SeenColumn[]): SeenColumn {
  return findColumn(columns, "name") ?? findColumn(columns, "名称") ?? columns[0]!;
}
