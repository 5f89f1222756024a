import { allRoles, type Role } from "../../billing/approvals/member.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { changeTeam } from "./change-team.ts";
import type { RoleGroup, TeamMember } from "./members-books.ts";
import { refuseOwnVote, rolesOfGroup, rolesText } from "./role-rules.ts";

/** A Slack user group with its people, and what it gives from now on. */
export type MapRoleGroup = {
  readonly groupId: string;
  /** "@billing-approvers". */
  readonly handle: string;
  readonly people: readonly string[];
  readonly give: readonly Role[];
  readonly take: readonly Role[];
};

/**
 * Has a Slack user group give roles to its people, now and whenever somebody joins or leaves it;
 * without a role left it gives nothing any more. Refuses `role_missing`, `role_own`,
 * `role_not_by_group`, `role_group_unknown`.
 */
export async function mapRoleGroup(
  world: World,
  actor: Actor,
  input: MapRoleGroup,
): Promise<RoleGroup | Refusal> {
  return changeTeam(world, actor, {
    action: "member.group",
    subject: input.handle,
    refused: refuseAdminGroup(input),
    work: async (tx, team) => {
      const known = (await tx.roleGroupsNow()).find(isOf(input));
      const roles = allRoles.filter(
        (role) =>
          [...(known?.roles ?? []), ...input.give].includes(role) && !input.take.includes(role),
      );
      const own = team.find((each) => each.member.id === actor.member.id);
      const isIn = own?.slackIds.some((slackId) => input.people.includes(slackId)) ?? false;
      const refusal = isIn ? refuseOwnVote(own?.member.roles ?? [], roles) : null;
      if (refusal) return refusal;
      if (!known && roles.length === 0) return refuseUnknown(input);
      const setBy = actor.member.id === "" ? null : actor.member.id;
      const group = { ...input, roles, setBy, setByName: actor.member.name };
      const at = world.clock.now();
      if (roles.length === 0) await tx.removeRoleGroup(input.groupId);
      else await tx.saveRoleGroup({ ...group, at });
      for (const each of roles.length === 0 ? [] : team) {
        const from = { groupId: input.groupId, givenBy: actor.member.name, at };
        await tx.setRoles(each.member.id, rolesNow(group, each), from);
      }
      return { ...toGroup(group), before: known?.roles ?? [] };
    },
    tell: ({ before, roles }) => ({
      details: { before: rolesText(before), after: rolesText(roles) },
    }),
  });
}

function isOf({ groupId }: MapRoleGroup) {
  return (group: RoleGroup) => group.groupId === groupId;
}

function rolesNow(group: RoleGroup & MapRoleGroup, { member, slackIds }: TeamMember) {
  const isIn = slackIds.some((slackId) => group.people.includes(slackId));
  return isIn ? rolesOfGroup(group, member.id) : [];
}

function toGroup({ groupId, handle, roles, setBy, setByName }: RoleGroup): RoleGroup {
  return { groupId, handle, roles, setBy, setByName };
}

/** Who may change a group in Slack is not billrun's to say; who names members is. */
function refuseAdminGroup({ give }: MapRoleGroup): Refusal | null {
  if (!give.includes("admin")) return null;
  const message = "A Slack user group can't make admins: whoever edits it would name them.";
  return refuse(
    "role_not_by_group",
    message,
    "Make admins one by one: /billrun roles @dana admin.",
  );
}

function refuseUnknown({ handle }: MapRoleGroup): Refusal {
  const remedy = `Give it one: /billrun roles group ${handle} approver.`;
  return refuse("role_group_unknown", `${handle} gives no role.`, remedy);
}
