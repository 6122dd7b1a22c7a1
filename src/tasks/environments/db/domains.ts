import type { Domain } from "./domain.ts";
import { library } from "./domains/library.ts";
import { sensors } from "./domains/sensors.ts";
import { shifts } from "./domains/shifts.ts";
import { shop } from "./domains/shop.ts";

/** Every business that a world may be about. */
export const DOMAINS: readonly Domain[] = [shop, library, shifts, sensors];
