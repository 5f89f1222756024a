/** What spreadsheets take for a formula, and what they strip before they look for one. */
const formula = /^[=+\-@\t\r\n]/;

/**
 * Rows as comma-separated text with CRLF line ends (RFC 4180). A cell that a spreadsheet would take
 * for a formula gets a leading apostrophe; amounts are numbers and stay as they are. The text
 * begins with a byte order mark where `forSpreadsheets`, without which some read it as Latin-1.
 */
export function csvText(rows: readonly (readonly string[])[], forSpreadsheets = false): string {
  const lines = rows.map((row) => `${row.map(csvCell).join(",")}\r\n`);
  return (forSpreadsheets ? "\uFEFF" : "") + lines.join("");
}

function csvCell(value: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(value);
  const defused = !isNumber && formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
