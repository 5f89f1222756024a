import { type Member, mayDo } from "../../billing/approvals/member.ts";
import type { Check } from "../ports.ts";
import type { World } from "../world.ts";
import { bad, fine } from "./check-database.ts";

/** Whether there are people for what takes two: making and approving, freezing and lifting. */
export async function checkPeople({ books }: World): Promise<readonly Check[]> {
  const members = await books.listMembers();
  const checks: Check[] = [];
  if (!members.some((member) => mayDo(member, "administer"))) {
    const remedy = "Set BILLRUN_ADMIN, or: billrun member add NAME --slack ID --roles admin.";
    checks.push(bad("People", "Nobody is an admin.", remedy));
  }
  if (!hasPair(members, (one, other) => mayDo(one, "prepare") && mayDo(other, "vote"))) {
    const text = "Nobody could approve what somebody else prepares.";
    checks.push(bad("People", text, "Give another person a role: /billrun roles @lee approver."));
  }
  if (members.filter((member) => mayDo(member, "unfreeze")).length < 2) {
    const text = "A freeze could not be lifted: that takes two controllers, approvers or admins.";
    checks.push(bad("People", text, "Give a second person a role: /billrun roles @lee approver."));
  }
  if (checks.length > 0) return checks;
  return [fine("People", "There are people to prepare, to approve, and to lift a freeze.")];
}

function hasPair(
  members: readonly Member[],
  fits: (one: Member, other: Member) => boolean,
): boolean {
  return members.some((one) => members.some((other) => one.id !== other.id && fits(one, other)));
}
