/** For whom an instant is printed; without `now` no day is called today. */
export type DateReader = {
  readonly timeZone: string;
  /** BCP 47, as people set it in Slack: "31 Dec 2026" in "en-GB", "Dec 31, 2026" in "en-US". */
  readonly locale?: string;
  readonly now?: () => Date;
};

/** Slack's own where nobody chose one. */
const usualLocale = "en-US";

/**
 * Prints an instant in Slack's date tokens ({date_short}, {time}, {date_long_pretty} …) in the
 * reader's time zone and language; the pretty ones say today, yesterday and tomorrow. Unknown
 * tokens stay. Returns the fallback when the seconds are no number.
 * Source: Slack, "Formatting text for app surfaces", date formatting.
 */
export function formatSlackDate(
  seconds: number,
  format: string,
  reader: DateReader,
  fallback: string,
): string {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return fallback;
  const at = new Date(seconds * 1000);
  const { timeZone, locale = usualLocale } = reader;
  return format.replace(/\{([a-z_]+)\}/g, (whole, token: string) => {
    const options = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    const near = token.endsWith("_pretty") ? nearDay(at, reader) : null;
    if (near !== null) return near;
    // Slack writes this one as ISO does, whoever reads it; so do Canadians.
    const language = token === "date_num" ? "en-CA" : locale;
    return options ? new Intl.DateTimeFormat(language, { ...options, timeZone }).format(at) : whole;
  });
}

const dayMs = 86_400_000;

function nearDay(at: Date, { timeZone, locale = usualLocale, now }: DateReader): string | null {
  if (!now) return null;
  const dayOf = (instant: Date) =>
    Date.parse(new Intl.DateTimeFormat("en-CA", { timeZone }).format(instant));
  const daysOn = Math.round((dayOf(at) - dayOf(now())) / dayMs);
  if (Math.abs(daysOn) > 1) return null;
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(daysOn, "day");
}

const longDay: Intl.DateTimeFormatOptions = {
  weekday: "long",
  month: "long",
  day: "numeric",
  year: "numeric",
};
const shortDay: Intl.DateTimeFormatOptions = { month: "short", day: "numeric", year: "numeric" };
const day: Intl.DateTimeFormatOptions = { month: "long", day: "numeric", year: "numeric" };

const tokens: Record<string, Intl.DateTimeFormatOptions> = {
  date: day,
  date_pretty: day,
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_short: shortDay,
  date_short_pretty: shortDay,
  date_long: longDay,
  date_long_pretty: longDay,
  day_divider_pretty: longDay,
  // Slack follows the reader's setting here; these readers have chosen 24 hours.
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};

/** The Unix seconds of a local day and time ("2026-12-01T09:30") in a time zone. */
export function secondsAt(local: string, timeZone: string): number {
  const asUtc = Date.parse(`${local}Z`);
  // The offset at the instant itself is known only after one guess; two settle it on clock changes.
  const guess = asUtc - offsetMs(asUtc, timeZone);
  return (asUtc - offsetMs(guess, timeZone)) / 1000;
}

/** A Unix time as a local day and time, as `datetime-local` fields take it. */
export function localText(seconds: number, timeZone: string): string {
  const ms = seconds * 1000;
  return new Date(ms + offsetMs(ms, timeZone)).toISOString().slice(0, 16);
}

function offsetMs(ms: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = format.formatToParts(ms).find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return (match[1] === "-" ? -1 : 1) * minutes * 60_000;
}
