import { isRefusal } from "../refusal.ts";
import type { Actor, World } from "../world.ts";
import type { SlackPerson } from "./identify-member.ts";
import { nameFromSlack, namelessAdmin } from "./name-from-slack.ts";
import { byHand } from "./role-rules.ts";
import { saveMember } from "./save-member.ts";

/** Asks Slack who somebody is; null while it does not say. */
export type AskWho = (slackId: string) => Promise<SlackPerson | null>;

/**
 * Makes the person with this Slack id an admin, if the company has none yet; afterwards the books
 * say who is, whatever the setting says. They are called what Slack calls them, once it says so.
 */
export async function ensureFirstAdmin(
  world: World,
  slackId: string,
  askWho: AskWho,
): Promise<void> {
  const members = await world.books.listMembers();
  if (!members.some((member) => member.active && member.roles.includes("admin"))) {
    await makeAdmin(world, slackId);
  }
  const member = await world.books.findMemberBySlackId(slackId);
  if (member?.name !== namelessAdmin) return;
  const person = await askWho(slackId);
  if (person) await nameFromSlack(world, member, person);
}

async function makeAdmin(world: World, slackId: string): Promise<void> {
  const team = await world.books.listTeam();
  const known = team.find((each) => each.slackIds.includes(slackId));
  const saved = await saveMember(world, settingsActor, {
    name: known?.member.name ?? namelessAdmin,
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
