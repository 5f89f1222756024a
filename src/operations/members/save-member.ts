import type { Member, Role } from "../../billing/approvals/member.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { changeTeam } from "./change-team.ts";
import type { TeamMember } from "./members-books.ts";
import { byHand, refuseLastAdmin, refuseOwnVote, rolesText } from "./role-rules.ts";

/** A member as an admin writes it; an empty list of Slack ids keeps those that are known. */
export type SaveMember = {
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly slackIds: readonly string[];
};

/**
 * Adds a member, or changes the one with one of these Slack ids or this e-mail; the roles are those
 * given by hand. Refuses `role_missing`, `member_invalid`, `member_name_taken`, `slack_id_taken`,
 * `role_own`, `admin_last`.
 */
export async function saveMember(
  world: World,
  actor: Actor,
  input: SaveMember,
): Promise<Member | Refusal> {
  const details = { active: input.active ? "yes" : "no" };
  let before: readonly Role[] = [];
  return changeTeam(world, actor, {
    action: "member.save",
    subject: input.name,
    details,
    refused: refuseInput(input),
    work: async (tx, team) => {
      const known = findKnown(team, input);
      before = byHand(known?.grants ?? []);
      const refusal = refuseInTeam(actor, input, team, known);
      if (refusal) return refusal;
      return tx.upsertMember({ ...input, givenBy: actor.member.name, at: world.clock.now() });
    },
    tell: () => ({
      details: { ...details, before: rolesText(before), after: rolesText(input.roles) },
    }),
  });
}

/** What Slack's user ids look like; W for people of an Enterprise Grid. */
const slackIdPattern = /^[UW][A-Z0-9]{2,20}$/;

function refuseInput({ name, slackIds }: SaveMember): Refusal | null {
  if (name.trim() === "") {
    return refuse("member_invalid", "A member needs a name.", "Write the person's full name.");
  }
  const wrong = slackIds.find((id) => !slackIdPattern.test(id));
  if (wrong === undefined) return null;
  const remedy = "Slack user ids look like U012ABCDEF; they stand in a person's Slack profile.";
  return refuse("member_invalid", `"${wrong}" is no Slack user id.`, remedy);
}

/** The member that is meant: by a Slack id, else the e-mail address, else the name. */
function findKnown(team: readonly TeamMember[], input: SaveMember): TeamMember | undefined {
  const name = input.name.toLowerCase();
  return (
    team.find((each) => each.slackIds.some((id) => input.slackIds.includes(id))) ??
    team.find(({ member }) => input.email !== null && member.email === input.email) ??
    team.find(({ member }) => member.name.toLowerCase() === name)
  );
}

function refuseInTeam(
  actor: Actor,
  input: SaveMember,
  team: readonly TeamMember[],
  known: TeamMember | undefined,
): Refusal | null {
  // Two members with one name would soon be two votes of one person.
  const name = input.name.trim().toLowerCase();
  const namesake = team.find(({ member }) => member.name.toLowerCase() === name)?.member;
  if (namesake?.email && input.email && namesake.email !== input.email) {
    const message = `There is a ${namesake.name} already, with the address ${namesake.email}.`;
    const remedy = "Give that address to change this member, or write another name in full.";
    return refuse("member_name_taken", message, remedy);
  }
  const other = team.find(
    (each) => each !== known && each.slackIds.some((id) => input.slackIds.includes(id)),
  );
  if (other) {
    const message = `One of these Slack ids belongs to ${other.member.name}.`;
    const remedy = "If both are one person, link them in Slack: /billrun roles link @one @other.";
    return refuse("slack_id_taken", message, remedy);
  }
  if (!known) return null;
  const isOneself = known.member.id === actor.member.id;
  const byOwnHand = isOneself ? refuseOwnVote(byHand(known.grants), input.roles) : null;
  const byGroup = known.grants.some(({ role, groupId }) => role === "admin" && groupId !== null);
  const isAdminAfter = input.active && (input.roles.includes("admin") || byGroup);
  return byOwnHand ?? refuseLastAdmin(team, { memberId: known.member.id, isAdminAfter });
}
