import { countOf } from "../../billing/money/amount-text.ts";
import { requirePermission } from "../approvals/require-permission.ts";
import { freezeText } from "../freeze/refuse-frozen.ts";
import type { Check } from "../ports.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { bad, checkClock, checkDatabase, fine } from "./check-database.ts";
import { checkPeople } from "./check-people.ts";
import { checkSchedules } from "./check-schedules.ts";
import { checkCards, checkChunks, checkJobs, checkMessages, checkWorkers } from "./check-work.ts";

/** Channels that were told nothing for so long are not looked at. */
const inUseMs = 92 * 86_400_000;

/** What a doctor found. */
export type Examination = {
  /** What is wrong comes first. */
  readonly checks: readonly Check[];
  readonly isSound: boolean;
  readonly rows: Readonly<Record<string, number>>;
};

/**
 * Looks at everything that must be right for billing: every promise against what stands in the
 * database, the database itself, the queue and its workers, messages, schedules, people, a freeze,
 * and Slack. Each finding says what to do. Changes nothing. Refuses `role_missing`.
 */
export async function examineCompany(world: World, actor: Actor): Promise<Examination | Refusal> {
  const no = requirePermission(actor, "examine");
  if (no) return no;
  const { books, clock, outside } = world;
  const channels = await books.channelsInUse(new Date(clock.now().getTime() - inUseMs));
  // Slack answers in the meantime.
  const asked = outside.check(channels);
  const checks: Check[] = [];
  for (const check of [checkPromises, checkDatabase, checkClock, checkJobs, checkWorkers]) {
    checks.push(...(await check(world)));
  }
  for (const check of [checkChunks, checkMessages, checkCards]) {
    checks.push(...(await check(world)));
  }
  for (const check of [checkSchedules, checkPeople, checkFreeze]) {
    checks.push(...(await check(world)));
  }
  checks.push(...(await asked));
  const wrong = checks.filter((check) => !check.isFine);
  return {
    checks: [...wrong, ...checks.filter((check) => check.isFine)],
    isSound: wrong.length === 0,
    rows: await books.countRows(),
  };
}

async function checkPromises({ books }: World): Promise<readonly Check[]> {
  const breaches = await books.checkInvariants();
  if (breaches.length === 0) {
    const rows = await books.countRows();
    const documents = countOf(rows["document"] ?? 0, "document");
    return [fine("Promises", `Every promise holds. Looked at ${documents}.`)];
  }
  const remedy =
    "Stop billing with /billrun freeze, keep the database as it is, and restore it from a backup " +
    "or ask whoever runs it what was changed by hand.";
  return breaches.map(({ invariant, message }) =>
    bad(`Promise ${invariant}`, `${message}.`, remedy),
  );
}

async function checkFreeze({ books }: World): Promise<readonly Check[]> {
  const freeze = await books.currentFreeze();
  if (!freeze) return [fine("Freeze", "Billing is not frozen.")];
  const remedy = "Two of the controllers, approvers and admins lift it: /billrun unfreeze.";
  return [bad("Freeze", `${freezeText(freeze)}.`, remedy)];
}
