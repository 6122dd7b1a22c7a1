/** Characters of a template; the longest of known models have a tenth of them. */
export const LONGEST_TEMPLATE = 1 << 18;
