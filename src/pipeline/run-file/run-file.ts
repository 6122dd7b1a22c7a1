import { z } from "zod";
import type { JsonValue } from "../../core/json/value.ts";
import { SETTINGS } from "../settings/settings.ts";

const json = z.custom<JsonValue>((value) => value !== undefined);

/** What a stage is called: its folder, and what others refer to it by. */
export const STAGE_ID = /^[a-z][a-z0-9-]*$/;

/** One stage of a run file: what it does, and the options of that. */
export const stageSchema = z.strictObject({
  id: z.string().optional().describe("Its name, and that of the folder that it writes; what it does, if absent"),
  do: z.string().describe("What it does"),
  with: z.record(z.string(), json).default({}).describe("The options of what it does"),
});

/** A run file: a job of several stages, which go from the first to the last. */
export const runFileSchema = z.strictObject({
  name: z.string().regex(STAGE_ID).describe("What the job is called: lower-case letters, digits and hyphens"),
  ...Object.fromEntries(SETTINGS.map(({ name, schema, summary }) => [name, schema.optional().describe(summary)])),
  stages: z.array(stageSchema).min(1).describe("What is done, in order"),
});
