import type { Member, Role } from "../../billing/approvals/member.ts";
import { audited, auditRefusal } from "../audited.ts";
import type { Refusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { requirePermission } from "./require-permission.ts";

/** A member as an admin writes it; an empty list of Slack ids keeps those that are known. */
export type SaveMember = {
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly slackIds: readonly string[];
};

/**
 * Adds a member, or changes the one with one of these Slack ids or this e-mail. Refuses
 * `role_missing`.
 */
export async function saveMember(
  world: World,
  actor: Actor,
  input: SaveMember,
): Promise<Member | Refusal> {
  const act = {
    action: "member.save",
    subject: input.name,
    details: { roles: input.roles.join(","), active: input.active ? "yes" : "no" },
  };
  const no = requirePermission(actor, "administer");
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, (tx) => tx.upsertMember(input));
}
