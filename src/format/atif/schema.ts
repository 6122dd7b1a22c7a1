import { z } from "zod";

/** What `mat import --from atif` takes. */
export const readOptionsSchema = z.strictObject({});
/** What `mat export --format atif` takes. */
export const writeOptionsSchema = z.strictObject({});

/** The versions that are read: all of ATIF 1. */
export const READ_VERSIONS = /^ATIF-v1\.\d+$/;
