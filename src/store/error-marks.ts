/**
 * Whether an error, or anything that it carries along, bears one of these marks: the driver's error
 * hides in the client's, as its cause or in a field.
 */
export function bearsMark(error: unknown, isMark: (text: string) => boolean): boolean {
  const seen = new Set<unknown>();
  const around: unknown[] = [error];
  for (const each of around) {
    if (typeof each === "string" && isMark(each)) return true;
    if (typeof each !== "object" || each === null || seen.has(each)) continue;
    seen.add(each);
    if (each instanceof Error) around.push(each.message, each.cause);
    for (const part of Object.values(each)) around.push(part);
  }
  return false;
}

/** The index that gives every line its name for ever. */
const billedOnce = "document_line_billed_once";

/** Whether an error is the database's no to billing the same charge and period a second time. */
export function isBilledTwice(error: unknown): boolean {
  return bearsMark(error, (text) => text.includes(billedOnce));
}

/** What the server, the network and the client say when a connection is gone or can't be had. */
const awayMarks = [
  /^(57P0[123]|08\d{3})$/,
  /^(ECONNREFUSED|ECONNRESET|EPIPE)$/,
  /^(P1001|P1017|ConnectionClosed|DatabaseNotReachable)$/,
  /Connection terminated/,
];

/** Whether an error says that the database went away, and nothing of what was asked. */
export function isAway(error: unknown): boolean {
  return bearsMark(error, (text) => awayMarks.some((mark) => mark.test(text)));
}
