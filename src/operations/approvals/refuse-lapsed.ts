import { mayDo } from "../../billing/approvals/member.ts";
import type { TeamMember } from "../members/members-books.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import type { Delegation } from "./approvals-books.ts";

/**
 * Refuses with `delegation_lapsed` whoever stands in for people who could not vote themselves any
 * more; null where nobody lent a vote, or all who did still may vote.
 */
export async function refuseLapsed(
  world: World,
  lent: readonly Delegation[],
): Promise<Refusal | null> {
  if (lent.length === 0) return null;
  const team = await world.books.listTeam();
  const gone = team.find((each) => {
    return lent.some((one) => one.fromMember === each.member.id) && !mayDo(each.member, "vote");
  });
  if (!gone) return null;
  return refuse(
    "delegation_lapsed",
    `${whyGone(gone)}, so nobody votes in their place any more.`,
    "If votes are missing, an admin gives somebody the role: /billrun roles.",
  );
}

function whyGone({ member, hasLeftSlack }: TeamMember): string {
  if (hasLeftSlack) return `${member.name}, for whom you vote, was deactivated in Slack`;
  if (!member.active) return `${member.name}, for whom you vote, has no access to billrun any more`;
  return `${member.name}, for whom you vote, has no role that votes any more`;
}
