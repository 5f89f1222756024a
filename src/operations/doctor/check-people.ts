import { type Member, mayDo } from "../../billing/approvals/member.ts";
import type { Check } from "../ports.ts";
import type { World } from "../world.ts";
import { bad, fine } from "./check-database.ts";

/** Whether there are people for what takes two: making and approving, freezing and lifting. */
export async function checkPeople({ books }: World): Promise<readonly Check[]> {
  const members = await books.listMembers();
  if (!hasPair(members, (one, other) => mayDo(one, "prepare") && mayDo(other, "vote"))) {
    const text = "Nobody could approve what somebody else prepares.";
    const remedy = 'Give another person a role: billrun member add "Lee Novak" --roles approver.';
    return [bad("People", text, remedy)];
  }
  const checks = [fine("People", "There are people to prepare and to approve.")];
  // Nothing is wrong with a small team; it should know before it needs them.
  if (!members.some((member) => mayDo(member, "administer"))) {
    const remedy = "Set BILLRUN_ADMIN, or: billrun member add NAME --slack ID --roles admin.";
    checks.push({ ...fine("People", "Nobody is an admin, so nobody gives roles."), remedy });
  }
  if (members.filter((member) => mayDo(member, "unfreeze")).length < 2) {
    const text = "Nobody could lift a freeze: that takes two controllers, approvers or admins.";
    checks.push({ ...fine("People", text), remedy: "Give a second person one of these roles." });
  }
  return checks;
}

function hasPair(
  members: readonly Member[],
  fits: (one: Member, other: Member) => boolean,
): boolean {
  return members.some((one) => members.some((other) => one.id !== other.id && fits(one, other)));
}
