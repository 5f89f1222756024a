import type { Member, Role } from "../../billing/approvals/member.ts";
import { audited, auditRefusal } from "../audited.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { requirePermission } from "../approvals/require-permission.ts";

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
  const no = requirePermission(actor, "administer") ?? (await refuseInput(world, input));
  if (no) return auditRefusal(world, actor, act, no);
  return audited(world, actor, act, (tx) => tx.upsertMember(input));
}

/** What Slack's user ids look like; W for people of an Enterprise Grid. */
const slackIdPattern = /^[UW][A-Z0-9]{2,20}$/;

async function refuseInput(world: World, input: SaveMember): Promise<Refusal | null> {
  const name = input.name.trim();
  if (name === "") {
    return refuse("member_invalid", "A member needs a name.", "Write the person's full name.");
  }
  const wrong = input.slackIds.find((id) => !slackIdPattern.test(id));
  if (wrong !== undefined) {
    const remedy = "Slack user ids look like U012ABCDEF; they stand in a person's Slack profile.";
    return refuse("member_invalid", `"${wrong}" is no Slack user id.`, remedy);
  }
  // Two members with one name would soon be two votes of one person.
  const namesake = (await world.books.listMembers()).find(
    (member) => member.name.toLowerCase() === name.toLowerCase(),
  );
  if (!namesake?.email || !input.email || namesake.email === input.email) return null;
  return refuse(
    "member_name_taken",
    `There is a ${namesake.name} already, with the address ${namesake.email}.`,
    "Give that address to change this member, or write another person's name in full.",
  );
}
