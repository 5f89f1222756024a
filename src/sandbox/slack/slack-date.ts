/**
 * Prints an instant in Slack's date tokens ({date_short}, {time}, {date_long_pretty} …) in the
 * reader's time zone. Unknown tokens stay. Returns the fallback when the seconds are no number.
 */
export function formatSlackDate(
  seconds: number,
  format: string,
  timeZone: string,
  fallback: string,
): string {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > 8.64e12) return fallback;
  const at = new Date(seconds * 1000);
  return format.replace(/\{([a-z_]+)\}/g, (whole, token: string) => {
    const options = Object.hasOwn(tokens, token) ? tokens[token] : undefined;
    return options ? new Intl.DateTimeFormat("en-US", { ...options, timeZone }).format(at) : whole;
  });
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
