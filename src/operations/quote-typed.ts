/** Longest part of what was typed that a refusal repeats; keys have 64 letters at most. */
const longest = 64;

/** What somebody typed, in quotes, cut where it is long: a refusal is read for what it says. */
export function quoteTyped(typed: string): string {
  const letters = Array.from(typed.slice(0, longest * 4));
  return letters.length <= longest ? `"${typed}"` : `"${letters.slice(0, longest - 1).join("")}…"`;
}
