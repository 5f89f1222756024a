/**
 * Rows of cells as lines of aligned text, two blanks between columns. Control characters are left
 * out.
 */
export function textTable(
  rows: readonly (readonly string[])[],
  aligned: readonly ("left" | "right")[],
): string {
  const shown = rows.map((row) => row.map(printable));
  const widths = aligned.map((_, column) =>
    Math.max(0, ...shown.map((row) => (row[column] ?? "").length)),
  );
  const lines = shown.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return aligned[column] === "right" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
  return lines.map((line) => `${line}\n`).join("");
}

/** Text that can't move a terminal's cursor or change its colours. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it takes out
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "");
}
