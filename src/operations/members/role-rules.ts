import type { Role } from "../../billing/approvals/member.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { SlackPerson } from "./identify-member.ts";
import type { RoleGrant, RoleGroup, TeamMember } from "./members-books.ts";

/** Roles whose votes launch money: nobody gives them to oneself. */
const votingRoles: readonly Role[] = ["approver", "controller"];

/** Why somebody can't use billrun or have a role in it, whatever the books say; null if nothing. */
export function refusedKind(person: SlackPerson): string | null {
  if (person.isBot) return "bots";
  if (person.isStranger) return "people of other workspaces";
  if (person.isGuest) return "guests";
  if (person.isDeactivated) return "deactivated people";
  return null;
}

/** Refuses a role for who can't have one with `person_not_allowed`. */
export function refusePerson(person: SlackPerson): Refusal | null {
  const kind = refusedKind(person);
  if (kind === null) return null;
  const message = `${person.name} can't have a role: billrun is not for ${kind}.`;
  return refuse("person_not_allowed", message, "Give it to somebody of the billing team.");
}

/** Refuses with `role_own` where admins would gain a right to vote by their own hand. */
export function refuseOwnVote(before: readonly Role[], after: readonly Role[]): Refusal | null {
  const gained = after.find((role) => votingRoles.includes(role) && !before.includes(role));
  if (gained === undefined) return null;
  const message = `You can't make yourself ${article(gained)} ${gained}.`;
  return refuse("role_own", message, "Another admin can.");
}

function article(role: Role): string {
  return /^[aeiou]/.test(role) ? "an" : "a";
}

/** What a group gives one member: no right to vote to whoever mapped the group. */
export function rolesOfGroup(group: RoleGroup, memberId: string): readonly Role[] {
  if (group.setBy !== memberId) return group.roles;
  return group.roles.filter((role) => !votingRoles.includes(role));
}

/** Refuses with `admin_last` where nobody who is active would be an admin any more. */
export function refuseLastAdmin(
  team: readonly TeamMember[],
  change: { readonly memberId: string; readonly isAdminAfter: boolean },
): Refusal | null {
  const isAdmin = ({ member }: TeamMember) => member.active && member.roles.includes("admin");
  const others = team.filter((each) => each.member.id !== change.memberId && isAdmin(each));
  const was = team.some((each) => each.member.id === change.memberId && isAdmin(each));
  if (!was || change.isAdminAfter || others.length > 0) return null;
  const message = "That would leave billrun without an admin.";
  return refuse("admin_last", message, "Make somebody else an admin first.");
}

/** Roles that a person gave by hand. */
export function byHand(grants: readonly RoleGrant[]): readonly Role[] {
  return grants.filter((grant) => grant.groupId === null).map((grant) => grant.role);
}

/** "preparer, approver" for sentences and the trail; "no role" for none. */
export function rolesText(roles: readonly Role[]): string {
  return roles.length > 0 ? roles.join(", ") : "no role";
}
