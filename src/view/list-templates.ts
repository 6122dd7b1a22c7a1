import { templatesOf } from "../templates/find-template.ts";
import type { Protocol } from "../templates/protocol/protocol.ts";
import type { Ability, Language } from "../templates/template.ts";

/** A template in a list. */
export interface ListedTemplate {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly ability: Ability;
  readonly protocol: string;
  readonly protocol_kind: Protocol["kind"];
}

/** Which templates to list; all that fit each of what is given. */
export interface ListTemplatesOptions {
  /** A library's folder or a file; without it those that come with mat. */
  readonly library?: string | undefined;
  readonly abilities?: readonly string[];
  readonly languages?: readonly string[];
  readonly protocolKinds?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** The templates of a library, a line each, as they come. */
export async function* listTemplates(options: ListTemplatesOptions = {}): AsyncGenerator<ListedTemplate> {
  const { abilities = [], languages = [], protocolKinds = [] } = options;
  const fits = (wanted: readonly string[], value: string) => wanted.length === 0 || wanted.includes(value);
  for await (const { id, title, language, ability, protocol } of templatesOf(options.library)) {
    options.signal?.throwIfAborted();
    if (!fits(abilities, ability) || !fits(languages, language) || !fits(protocolKinds, protocol.kind)) continue;
    yield { id, title, language, ability, protocol: protocol.name, protocol_kind: protocol.kind };
  }
}
