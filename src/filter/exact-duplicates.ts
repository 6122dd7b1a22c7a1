import { z } from "zod";
import { defineFilter } from "./filter.ts";
import { createSeenTexts } from "./seen-texts.ts";
import { spokenText } from "./spoken-text.ts";

const options = z.strictObject({});

/** Has an earlier row said the same? The first one stays. Memory is 20 to 40 bytes a row. */
export const exactDuplicates = defineFilter<z.infer<typeof options>>({
  name: "exact-duplicates",
  title: "no earlier row says exactly the same",
  options,
  reasons: { exact_duplicate: "an earlier row says the same: tools, messages, thoughts, calls and observations" },
  judges: "trajectories",
  create: () => {
    const seen = createSeenTexts();
    return (trajectory, { row }) => {
      const first = seen.add(spokenText(trajectory), row);
      return first === undefined
        ? []
        : [{ verdict: "drop", reason: "exact_duplicate", detail: `the same as row ${first}` }];
    };
  },
});
