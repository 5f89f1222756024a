import type { PersonView } from "../bill-runs/bill-run-view.ts";
import type { World } from "../world.ts";

/** So many admins are named. */
const named = 5;

/** Whom somebody asks who may not use billrun: its admins. Anybody may know that. */
export async function loadWelcome(world: World): Promise<readonly PersonView[]> {
  const team = await world.books.listTeam();
  return team
    .filter(({ member }) => member.active && member.roles.includes("admin"))
    .slice(0, named)
    .map(({ member, slackIds }) => ({
      memberId: member.id,
      name: member.name,
      slackId: slackIds[0] ?? null,
    }));
}
