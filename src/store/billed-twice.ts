/** The index that gives every line its name for ever. */
const billedOnce = "document_line_billed_once";

/** Whether an error is the database's no to billing the same charge and period a second time. */
export function isBilledTwice(error: unknown): boolean {
  const seen = new Set<unknown>();
  // The driver's error hides in the client's: as its cause, or in what it carries along.
  const around: unknown[] = [error];
  for (const each of around) {
    if (typeof each === "string" && each.includes(billedOnce)) return true;
    if (typeof each !== "object" || each === null || seen.has(each)) continue;
    seen.add(each);
    if (each instanceof Error) around.push(each.message, each.cause);
    around.push(...Object.values(each));
  }
  return false;
}
