import type { Place } from "../../core/errors.ts";
import { isObject, type JsonValue } from "../../core/json/value.ts";
import { compiledTemplate } from "../prompt/compiled-template.ts";
import { protocolKey } from "../protocol/protocol-key.ts";
import { isRefusal } from "../protocol/refusal.ts";
import { readTemplateRows } from "../store/read-template-rows.ts";
import type { PromptTemplate } from "../template.ts";
import { checkTemplate } from "./check-template.ts";
import { comparedText, fixedTextOf } from "./fixed-text.ts";
import { createNearDuplicates } from "./near-duplicates/near-duplicates.ts";
import type { CheckOptions, TemplateProblem } from "./template-check.ts";

/** The most templates of a library that may share a protocol. */
const MOST_A_PROTOCOL = 20;
/** The largest share of a library's templates that may be near-duplicates of earlier ones. */
const MOST_ALIKE = 0.01;

/** What the checks of a library as a whole can find, by reason. */
export const LIBRARY_REASONS: Readonly<Record<string, string>> = {
  repeated_id: "two templates have the same id",
  protocol_overused: `more than ${MOST_A_PROTOCOL} templates have the same protocol, but for case, punctuation, name and title`,
  near_duplicates: `more than ${MOST_ALIKE * 100}% of the templates are nearly the text of an earlier one`,
};

/** A problem, and the template that has it; without an id, of the library as a whole. */
export interface LibraryProblem extends TemplateProblem {
  readonly id?: string;
  readonly file?: string;
  readonly line?: number;
}

/** What a check of a library found. */
export interface LibraryCheck {
  readonly source: string;
  /** Nothing is wrong. */
  readonly ok: boolean;
  readonly templates: number;
  /** Templates with a problem of their own. */
  readonly failed: number;
  readonly protocols: number;
  readonly near_duplicates: number;
  /** How often each reason was found. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The first thousand. */
  readonly problems: readonly LibraryProblem[];
}

/** How to check a library. */
export interface LibraryCheckOptions extends CheckOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { readonly rows: number }) => void) | undefined;
}

const LISTED = 1_000;

/**
 * Checks every template of a library's folder or of a file (see `readTemplates`), and the library as a whole. What is no
 * template is a problem of its row; a file that cannot be read throws MatError.
 */
export async function checkLibrary(path: string, options: LibraryCheckOptions = {}): Promise<LibraryCheck> {
  const work = createWork(options);
  let templates = 0;
  for await (const { value, place } of readTemplateRows(path)) {
    options.signal?.throwIfAborted();
    work.check(value, place);
    templates++;
    options.onProgress?.({ rows: templates });
  }
  return { source: path, templates, ...work.finish(templates) };
}

interface Work {
  check(value: JsonValue, place: Place): void;
  finish(templates: number): Omit<LibraryCheck, "source" | "templates">;
}

function createWork(options: CheckOptions): Work {
  const near = createNearDuplicates();
  const ids = new Set<string>();
  const protocols = new Map<string, { name: string; count: number }>();
  const reasons = new Map<string, number>();
  const problems: LibraryProblem[] = [];
  let failed = 0;

  function report(problem: LibraryProblem): void {
    reasons.set(problem.reason, (reasons.get(problem.reason) ?? 0) + 1);
    if (problems.length < LISTED) problems.push(problem);
  }

  /** Takes a template into account that can be compared with others. */
  function compare(template: PromptTemplate): void {
    const compiled = compiledTemplate(template);
    if (isRefusal(compiled)) return;
    near.add(template.id, comparedText(fixedTextOf(compiled)));
    const key = protocolKey(template.protocol);
    const known = protocols.get(key);
    if (known === undefined) protocols.set(key, { name: template.protocol.name, count: 1 });
    else known.count++;
  }

  return {
    check(value, { file, line }) {
      const about = { id: idOf(value), ...(file !== undefined && { file }), ...(line !== undefined && { line }) };
      const found = [...checkTemplate(value as unknown as PromptTemplate, options)];
      if (!found.some(({ reason }) => reason === "schema")) {
        compare(value as unknown as PromptTemplate);
        if (ids.has(about.id)) found.push({ reason: "repeated_id", detail: "an earlier template has the same id" });
        ids.add(about.id);
      }
      if (found.length > 0) failed++;
      for (const problem of found) report({ ...about, ...problem });
    },
    finish(templates) {
      for (const { name, count } of protocols.values()) {
        if (count > MOST_A_PROTOCOL)
          report({ reason: "protocol_overused", detail: `${count} templates have the protocol ${name}` });
      }
      const alike = near.find();
      if (alike.length > templates * MOST_ALIKE) {
        const examples = alike.slice(0, 3).map(({ id, like }) => `${id} like ${like}`);
        const detail = `${alike.length} of ${templates} templates, such as ${examples.join(", ")}`;
        report({ reason: "near_duplicates", detail });
      }
      return {
        ok: reasons.size === 0,
        failed,
        protocols: protocols.size,
        near_duplicates: alike.length,
        reasons: Object.fromEntries(reasons),
        problems,
      };
    },
  };
}

function idOf(value: JsonValue): string {
  return isObject(value) && typeof value["id"] === "string" ? value["id"] : "?";
}
