import { isDatasetFolder, readManifest } from "../../../store/manifest.ts";

/** What a dataset has to take over from the datasets that it is joined from. */
export interface Inherited {
  readonly licences: readonly string[];
  /** One of them is for evaluation: so is whatever is made of it. */
  readonly evalOnly: boolean;
}

/** Looks at those of the inputs that are datasets; rows alone would not say it. */
export function inheritedFrom(inputs: readonly string[]): Inherited {
  const manifests = inputs.filter(isDatasetFolder).map(readManifest);
  return {
    licences: manifests.flatMap(({ licences }) => licences),
    evalOnly: manifests.some(({ eval_only }) => eval_only),
  };
}
