import type { BooksWriter } from "../books.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { changeTeam, type TeamChange } from "./change-team.ts";
import type { SlackPerson } from "./identify-member.ts";
import type { TeamMember } from "./members-books.ts";
import { refuseLastAdmin, refusePerson, rolesText } from "./role-rules.ts";

/** A member with all Slack ids. */
export type LinkedIds = { readonly name: string; readonly slackIds: readonly string[] };

/**
 * Makes a second Slack id one of a member who has another: one person, one vote. The member keeps
 * name and roles; what the second id was before loses its access. Refuses `role_missing`,
 * `person_not_allowed`, `not_a_member`, `role_own`, `admin_last`, `link_unfinished`.
 */
export async function linkSlackIds(
  world: World,
  actor: Actor,
  input: { readonly member: SlackPerson; readonly second: SlackPerson },
): Promise<LinkedIds | Refusal> {
  const { member, second } = input;
  const work: TeamChange<LinkedIds>["work"] = async (tx, team) => {
    const kept = team.find((each) => each.slackIds.includes(member.slackId));
    const other = team.find((each) => each.slackIds.includes(second.slackId));
    if (!kept) {
      const message = `${member.name} is no member, so there is nobody to link to.`;
      return refuse("not_a_member", message, "See who is with /billrun roles.");
    }
    if (kept === other) return { name: kept.member.name, slackIds: kept.slackIds };
    const refusal = await refuseLink(tx, actor, team, { kept, other });
    if (refusal) return refusal;
    await tx.giveSlackId(second.slackId, kept.member.id);
    if (other?.slackIds.length === 1) await tx.setMemberActive(other.member.id, false);
    return { name: kept.member.name, slackIds: [...kept.slackIds, second.slackId].sort() };
  };
  return changeTeam(world, actor, {
    action: "member.link",
    subject: member.name,
    details: { id: member.slackId, second: second.slackId },
    refused: refusePerson(second),
    work,
  });
}

async function refuseLink(
  tx: BooksWriter,
  actor: Actor,
  team: readonly TeamMember[],
  { kept, other }: { kept: TeamMember; other: TeamMember | undefined },
): Promise<Refusal | null> {
  if (!other) return null;
  // An admin would act with another one's rights.
  if (other.member.id === actor.member.id) {
    const roles = rolesText(kept.member.roles);
    const message = `That would give you what ${kept.member.name} may do (${roles}).`;
    return refuse("role_own", message, "Another admin can link them.");
  }
  const isAdminAfter = other.slackIds.length > 1 && other.member.roles.includes("admin");
  const last = refuseLastAdmin(team, { memberId: other.member.id, isAdminAfter });
  return last ?? refuseUnfinished(other, await tx.unfinishedWorkOf(other.member.id));
}

/** What one of them made or voted on, the other could vote on until it is over. */
function refuseUnfinished(other: TeamMember, labels: readonly string[]): Refusal | null {
  if (labels.length === 0) return null;
  const shown = labels.length > 3 ? `${labels.slice(0, 3).join(", ")} and more` : labels.join(", ");
  return refuse(
    "link_unfinished",
    `${other.member.name} made or voted on ${shown}, and one person may not do both.`,
    "Launch or cancel what is open, then link them.",
  );
}
