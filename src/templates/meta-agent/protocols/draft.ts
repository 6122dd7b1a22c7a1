import type { Random } from "../../../core/random.ts";
import type { Language } from "../../template.ts";
import type { ProtocolWords } from "./protocol-words.ts";

/** What a protocol is invented from. */
export interface Draft {
  readonly random: Random;
  readonly words: ProtocolWords;
  readonly language: Language;
  /** Does it call tools? One that does not ends by a text, never by a command. */
  readonly acts: boolean;
}

/** Members that all invented protocols have before they have a name of their own. */
export function unnamed(parallel: boolean): { name: string; title: string; parallel: boolean } {
  return { name: "invented", title: "", parallel };
}
