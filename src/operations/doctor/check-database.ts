import type { Check } from "../ports.ts";
import type { World } from "../world.ts";

/** Slots, approvals and leases are counted in seconds at least. */
const clockToleranceMs = 2_000;

/** A check that found nothing wrong. */
export function fine(what: string, text: string): Check {
  return { what, isFine: true, text, remedy: null };
}

/** A check that found something, with what to do now. */
export function bad(what: string, text: string, remedy: string): Check {
  return { what, isFine: false, text, remedy };
}

/** Whether the database keeps what it is given, and has its guards. */
export async function checkDatabase({ books }: World): Promise<readonly Check[]> {
  const problem = await books.databaseProblem();
  if (problem === null) {
    return [fine("Database", "It keeps what it is given, and all of its guards are there.")];
  }
  const [first = problem, ...rest] = problem.split(": ");
  const remedy = rest.join(": ");
  return [bad("Database", `${first}.`, remedy === "" ? problem : upperFirst(remedy))];
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether this machine's clock and the database's agree. */
export async function checkClock({ books }: World): Promise<readonly Check[]> {
  const aheadMs = await books.clockAheadMs();
  if (Math.abs(aheadMs) <= clockToleranceMs) {
    return [fine("Clock and database", "This machine's clock agrees with the database's.")];
  }
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  const way = aheadMs > 0 ? "ahead of" : "behind";
  const text = `This machine's clock is ${seconds} s ${way} the database's.`;
  return [bad("Clock and database", text, "Let both machines keep their time by NTP.")];
}
