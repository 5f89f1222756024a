import type { Member } from "../../billing/approvals/member.ts";
import { writeAudit } from "../audited.ts";
import type { Actor, World } from "../world.ts";
import type { SlackPerson } from "./identify-member.ts";

/** What the first admin is called while Slack has not said it yet. */
export const namelessAdmin = "Admin";

/**
 * Gives a member who was made by a Slack id alone the name that Slack has for them; where somebody
 * else is called so, their id tells the two apart. A name that people gave stays.
 */
export async function nameFromSlack(
  world: World,
  member: Member,
  { slackId, name }: Pick<SlackPerson, "slackId" | "name">,
): Promise<Member> {
  if (member.name !== namelessAdmin || name.trim() === "" || name === slackId) return member;
  return world.books.write(async (tx) => {
    const team = await tx.lockTeam();
    const own = team.find((each) => each.member.id === member.id)?.member;
    if (own?.name !== namelessAdmin) return own ?? member;
    const isTaken = team.some((each) => each.member.name.toLowerCase() === name.toLowerCase());
    const named = { ...own, name: isTaken ? `${name} (${slackId})` : name };
    await tx.renameMember(named.id, named.name);
    const act = { action: "member.name", subject: named.name, details: { before: own.name } };
    await writeAudit(tx, world, slackItself, act, null);
    return named;
  });
}

/** Slack, in whose name it is done. */
const slackItself: Actor = {
  member: { id: "", name: "Slack", email: null, roles: [], active: true },
  via: "slack",
  where: "slack",
  correlationId: "people",
};
