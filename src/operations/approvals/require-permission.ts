import {
  anyRoleText,
  mayDo,
  type Permission,
  rolesThatMay,
} from "../../billing/approvals/member.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor } from "../world.ts";

const doing: Readonly<Record<Permission, string>> = {
  view: "look at bill runs",
  prepare: "prepare bill runs",
  vote: "approve or reject bill runs",
  launch: "launch bill runs",
  freeze: "freeze billing",
  unfreeze: "lift a freeze of billing",
  examine: "have the books examined",
  configure: "change settings",
  administer: "change members and their roles",
};

/** Refuses with `role_missing` (or `member_inactive`) where the actor's roles do not allow it. */
export function requirePermission(
  actor: Actor,
  permission: Permission,
  what = doing[permission],
): Refusal | null {
  if (!actor.member.active) {
    return refuse("member_inactive", "Your access to billrun was taken away.", "Ask an admin.");
  }
  if (mayDo(actor.member, permission)) return null;
  const roles = anyRoleText(rolesThatMay(permission));
  const have = actor.member.roles.join(", ") || "no role";
  return refuse(
    "role_missing",
    `You may not ${what}: that takes the role ${roles}, and you have ${have}.`,
    "Ask an admin for the role.",
  );
}
