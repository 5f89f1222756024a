const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A calendar day for people: "2026-12-31" → "31 Dec 2026". */
export function dayText(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** First and last day of a half-open period: "1–31 Dec 2026", "15 Dec 2026 – 14 Jan 2027". */
export function periodText(from: string, to: string): string {
  const end = new Date(`${to}T00:00:00Z`);
  const last = new Date(Math.max(end.getTime() - 86_400_000, Date.parse(`${from}T00:00:00Z`)))
    .toISOString()
    .slice(0, 10);
  if (last === from) return dayText(from);
  if (last.slice(0, 7) === from.slice(0, 7)) return `${Number(from.slice(8))}–${dayText(last)}`;
  return `${dayText(from)} – ${dayText(last)}`;
}

/** An instant that Slack writes in the reader's time zone; behind the bar, in UTC for others. */
export function clockText(instant: string): string {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  return `<!date^${seconds}^{date_short_pretty} {time}|${plainClockText(instant)}>`;
}

/** An instant where Slack formats nothing: "31 Dec 2026 14:02 UTC". */
export function plainClockText(instant: string): string {
  const text = new Date(instant).toISOString();
  return `${dayText(text.slice(0, 10))} ${text.slice(11, 16)} UTC`;
}

/** A wait for people, rounded on purpose: "a few seconds", "40 s", "3 min", "2 h". */
export function waitText(seconds: number): string {
  if (seconds < 5) return "a few seconds";
  if (seconds < 90) return `${Math.round(seconds / 5) * 5} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3_600)} h`;
}

/** The last day before an instant at which a day begins, in whatever zone that is. */
export function lastDayText(instant: string): string {
  const noon = new Date(Date.parse(instant) - 43_200_000);
  return dayText(noon.toISOString().slice(0, 10));
}
