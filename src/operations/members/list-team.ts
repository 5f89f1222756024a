import { requirePermission } from "../approvals/require-permission.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { RoleGroup, TeamMember } from "./members-books.ts";

/** The people of the team, and the Slack user groups that give roles. */
export type Team = {
  readonly people: readonly TeamMember[];
  readonly groups: readonly RoleGroup[];
};

/** Who may what, and where each role comes from. Refuses `role_missing`. */
export async function listTeam(world: World, actor: Actor): Promise<Team | Refusal> {
  const no = requirePermission(actor, "view");
  if (no) return no;
  const [people, groups] = [await world.books.listTeam(), await world.books.listRoleGroups()];
  return { people, groups };
}
