import { requirePermission } from "../../../operations/approvals/require-permission.ts";
import { listTeam } from "../../../operations/members/list-team.ts";
import { isRefusal, type Refusal } from "../../../operations/refusal.ts";
import { homeActionIds } from "../../home-buttons.ts";
import { rolesPersonAction, rolesView } from "../../modals/roles-view.ts";
import { isPersonId } from "../../text/people-text.ts";
import { readRolesChannel } from "../views/change-roles.ts";
import type { ElementAction, ElementCall } from "./element-action.ts";

const act = (subject: string) => ({ action: "slack.roles", subject: subject || "roles" });

/** The button that opens the form of roles, and the choice of a person in it. */
export const roleActions: readonly ElementAction[] = [
  {
    actionId: homeActionIds.roles,
    act: () => act("roles"),
    title: "Change roles",
    check: async ({ actor }) => requirePermission(actor, "administer"),
    open: async (call) => rolesView(null, null, call.channel),
  },
  {
    actionId: rolesPersonAction,
    act,
    change: async (call) => (isPersonId(call.value) ? viewOfPerson(call) : null),
  },
];

async function viewOfPerson({
  world,
  actor,
  value,
  view,
}: ElementCall): Promise<ReturnType<typeof rolesView> | Refusal> {
  const no = requirePermission(actor, "administer");
  const team = no ?? (await listTeam(world, actor));
  if (isRefusal(team)) return team;
  const person = team.people.find(({ slackIds }) => slackIds.includes(value)) ?? null;
  return rolesView(value, person, readRolesChannel(view?.metadata ?? ""));
}
