import type { Random } from "../../../core/random.ts";
import type { Language } from "../../../templates/template.ts";
import type { TaskOptions } from "../../environment.ts";
import type { NameSource } from "../../names/name-source.ts";

/** What the tables of one world are drawn by. */
export interface TableDraw {
  readonly random: Random;
  readonly names: NameSource;
  readonly language: Language;
  readonly level: number;
  readonly split: TaskOptions["split"];
}
