import { type Member, mayDo } from "../../billing/approvals/member.ts";
import { tierSentence } from "../../billing/approvals/policy-text.ts";
import { shortText, unmetTier } from "../../billing/approvals/shortfall.ts";
import type { Books } from "../books.ts";
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
  checks.push(...(await checkPolicy(books, members)));
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

/**
 * A policy that people set and nobody can meet stops what it speaks of; the one that comes with
 * billrun asks for two people above a sum that a small company may never bill.
 */
async function checkPolicy(books: Books, members: readonly Member[]): Promise<readonly Check[]> {
  const [{ version, policy }, { settings }] = await Promise.all([
    books.standingPolicy(),
    books.loadCatalog(),
  ]);
  const unmet = unmetTier(policy, members);
  if (!unmet) return [];
  const tier = tierSentence(unmet.tier, settings.currency, nameIn(members));
  const takes = `The approval policy says “${tier}” That takes ${unmet.asks} beside whoever asks`;
  const text = `${takes}, and there ${shortText(unmet.have)}.`;
  const remedy =
    'Give more people the role: billrun member add "Lee Novak" --roles approver. Until then ' +
    "nobody can change it either.";
  return [
    version === null ? { ...fine("Approvals", text), remedy } : bad("Approvals", text, remedy),
  ];
}

function nameIn(members: readonly Member[]): (memberId: string) => string {
  return (memberId) => members.find(({ id }) => id === memberId)?.name ?? "somebody";
}

function hasPair(
  members: readonly Member[],
  fits: (one: Member, other: Member) => boolean,
): boolean {
  return members.some((one) => members.some((other) => one.id !== other.id && fits(one, other)));
}
