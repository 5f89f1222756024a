import { isRefusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import { byHand } from "./role-rules.ts";
import { saveMember } from "./save-member.ts";

/**
 * Makes the person with this Slack id an admin, if the company has none yet; afterwards the books
 * say who is, whatever the setting says.
 */
export async function ensureFirstAdmin(world: World, slackId: string): Promise<void> {
  const members = await world.books.listMembers();
  if (members.some((member) => member.active && member.roles.includes("admin"))) return;
  const team = await world.books.listTeam();
  const known = team.find((each) => each.slackIds.includes(slackId));
  const saved = await saveMember(world, settingsActor, {
    name: known?.member.name ?? "Admin",
    email: known?.member.email ?? null,
    roles: [...new Set([...byHand(known?.grants ?? []), "admin" as const])],
    active: true,
    slackIds: [slackId],
  });
  if (isRefusal(saved)) throw new Error(saved.message);
}

/** The settings of the server, in whose name the first admin is made. */
const settingsActor: Actor = {
  member: { id: "", name: "settings", email: null, roles: ["admin"], active: true },
  via: "job",
  where: "start",
  correlationId: "first-admin",
};
