const MONTHS = "January February March April May June July August September October November December".split(" ");
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const TWO = (number: number) => String(number).padStart(2, "0");

const PARTS: Readonly<Record<string, (date: Date) => string>> = {
  "%Y": (date) => String(date.getUTCFullYear()),
  "%y": (date) => TWO(date.getUTCFullYear() % 100),
  "%m": (date) => TWO(date.getUTCMonth() + 1),
  "%d": (date) => TWO(date.getUTCDate()),
  "%-d": (date) => String(date.getUTCDate()),
  "%B": (date) => MONTHS[date.getUTCMonth()]!,
  "%b": (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  "%A": (date) => DAYS[date.getUTCDay()]!,
  "%a": (date) => DAYS[date.getUTCDay()]!.slice(0, 3),
  "%H": () => "00",
  "%M": () => "00",
  "%S": () => "00",
  "%%": () => "%",
};

/** A day (YYYY-MM-DD) in Python's `strftime`, as chat templates ask for it; what it does not know stands as it was. */
export function formatDate(day: string, format: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return format.replace(/%-?[a-zA-Z%]/g, (part) => PARTS[part]?.(date) ?? part);
}
