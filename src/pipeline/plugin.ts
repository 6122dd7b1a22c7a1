import { z } from "zod";
import { PluginError } from "../core/errors.ts";
import type { FileLayout } from "../core/json/layout.ts";
import type { Filter } from "../filter/filter.ts";
import { registerFilter } from "../filter/registry.ts";
import type { Format } from "../format/format.ts";
import { registerFormat } from "../format/registry.ts";
import type { Environment } from "../tasks/environment.ts";
import { registerEnvironment } from "../tasks/registry.ts";
import type { Protocol } from "../templates/protocol/protocol.ts";
import { protocolSchema } from "../templates/protocol/protocol-schema.ts";
import { registerProtocol } from "../templates/protocol/registry.ts";

/** What a plugin may need of mat, so that its module imports nothing: zod for schemas of options, and the usual layout. */
export interface PluginContext {
  readonly z: typeof z;
  readonly JSONL: FileLayout;
}

/** A plugin that is made from what mat hands it. */
export type PluginFactory = (context: PluginContext) => Plugin;

/** What a module given with `--plugin` exports as its default, or gives: more formats, filters, protocols and environments. */
export interface Plugin {
  readonly name: string;
  /** Each with its own options; mat checks them by the format's schemas. */
  // biome-ignore lint/suspicious/noExplicitAny: which options a format takes is its own affair.
  readonly formats?: readonly Format<any, any>[];
  readonly filters?: readonly Filter[];
  readonly protocols?: readonly Protocol[];
  readonly environments?: readonly Environment[];
}

const method = z.custom<(...values: never[]) => unknown>((value) => typeof value === "function", "is no function");
const schema = z.custom<z.ZodType>(
  (value) => typeof (value as z.ZodType | undefined)?.safeParse === "function",
  "is no zod schema",
);
const half = { options: schema };

/** The shape that can be checked before anything of a plugin runs. */
const pluginSchema = z.strictObject({
  name: z.string().min(1),
  formats: z
    .array(
      z.looseObject({
        name: z.string(),
        title: z.string(),
        row: z.string(),
        loses: z.array(z.string()),
        detect: method,
        reading: z.looseObject({ ...half, reader: method }).optional(),
        writing: z
          .looseObject({
            ...half,
            layout: z.looseObject({ container: z.enum(["jsonl", "array", "single"]) }),
            folder: z.boolean(),
            writer: method,
          })
          .optional(),
      }),
    )
    .optional(),
  filters: z
    .array(
      z.looseObject({
        name: z.string(),
        title: z.string(),
        ...half,
        reasons: z.record(z.string(), z.string()),
        judges: z.enum(["trajectories", "rows"]),
        create: method,
      }),
    )
    .optional(),
  protocols: z.array(protocolSchema).optional(),
  environments: z.array(z.looseObject({ name: z.string(), title: z.string(), task: method, open: method })).optional(),
});

/**
 * Adds what a plugin brings to the registries that mat's own formats, filters, protocols and environments stand in.
 * @throws {PluginError} when it does not have the shape of a plugin; then nothing of it is added
 * @throws {UsageError} when one of its names is taken
 */
export function registerPlugin(plugin: Plugin, source = plugin.name): void {
  const problems = pluginSchema.safeParse(plugin).error?.issues ?? [];
  if (problems.length > 0) {
    const named = problems.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new PluginError(`${source} is no plugin: ${named}`, "docs/plugins.md shows what a plugin exports.");
  }
  for (const format of plugin.formats ?? []) registerFormat(format);
  for (const filter of plugin.filters ?? []) registerFilter(filter);
  for (const protocol of plugin.protocols ?? []) registerProtocol(protocol);
  for (const environment of plugin.environments ?? []) registerEnvironment(environment);
}
