import { z } from "zod";
import { prepareFilters } from "../../../filter/prepare-filters.ts";
import { type FilterReport, filterDataset } from "../../../filter/run-filter.ts";
import type { StageKind } from "../stage-kind.ts";
import { filterRequests, filters } from "./option-schemas.ts";

const options = z.strictObject({
  dataset: z.string().describe("The dataset whose rows are judged"),
  filters,
  compress: z.boolean().optional().describe("Write the rows compressed"),
});

/** Keeps the rows of a dataset that pass filters: `mat filter`. */
export const filterStage: StageKind<z.infer<typeof options>, FilterReport> = {
  summary: "Keep the rows of a dataset that pass filters",
  options,
  makes: "trajectories",
  settings: [],
  keepsOld: "until replaced",
  reads: ({ dataset }) => [{ path: dataset, needs: "trajectories" }],
  checks: (given) => [() => prepareFilters(filterRequests(given.filters))],
  run: ({ dataset, filters: list, compress }, { output, signal, onProgress }) =>
    filterDataset({
      input: dataset,
      filters: filterRequests(list),
      output,
      compress: compress ?? false,
      force: true,
      signal,
      onProgress,
    }),
};
