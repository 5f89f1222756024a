/** Reads the first rows of comma-separated text, quotes and line ends inside of them included. */
export function csvRows(text: string, rowsMax: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let value = "";
  let isQuoted = false;
  const endValue = () => {
    row.push(value);
    value = "";
  };
  const endRow = () => {
    endValue();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length && rows.length < rowsMax; at += 1) {
    const letter = text[at] ?? "";
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else if (letter === '"') isQuoted = !isQuoted;
    else if (isQuoted) value += letter;
    else if (letter === ",") endValue();
    else if (letter === "\n") endRow();
    else if (letter !== "\r" && letter !== "\uFEFF") value += letter;
  }
  if (rows.length < rowsMax && (value !== "" || row.length > 0)) endRow();
  return rows;
}
