/**
 * Rows of cells as lines of aligned text, two blanks between columns. Control characters are left
 * out; Chinese, Japanese and Korean letters take two places, as terminals draw them.
 */
export function textTable(
  rows: readonly (readonly string[])[],
  aligned: readonly ("left" | "right")[],
): string {
  const shown = rows.map((row) => row.map(printable));
  const widths = aligned.map((_, column) =>
    Math.max(0, ...shown.map((row) => places(row[column] ?? ""))),
  );
  const lines = shown.map((row) =>
    row
      .map((cell, column) => {
        const blanks = " ".repeat((widths[column] ?? 0) - places(cell));
        return aligned[column] === "right" ? `${blanks}${cell}` : `${cell}${blanks}`;
      })
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** Unicode Standard Annex 11: what is wide in every font. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60]/u;
const wideToo = /[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many places a text takes in a terminal; marks that stand on a letter take none. */
function places(text: string): number {
  let taken = 0;
  for (const letter of text) {
    if (/[\p{M}\p{Cf}]/u.test(letter)) continue;
    taken += wide.test(letter) || wideToo.test(letter) ? 2 : 1;
  }
  return taken;
}

/** Text that can't move a terminal's cursor or change its colours. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it takes out
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "");
}
