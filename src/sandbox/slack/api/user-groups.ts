import type { UserGroup } from "../model.ts";
import { isOrganisation } from "../organisation.ts";
import type { Workspace } from "../workspace.ts";
import { callerOf } from "./access.ts";
import { type Args, flagArg, type Method, refuse, stringArg } from "./method.ts";

/** The methods about user groups, such as @controllers. */
export const userGroupMethods: Record<string, Method> = {
  "usergroups.list": ({ workspace }, args) => {
    const teamId = teamAsked(workspace, args);
    if (teamId === null) return refuse("missing_argument");
    const shown = [...workspace.userGroups.values()].filter(
      (group) =>
        isIn(workspace, group, teamId) && (!group.isDisabled || flagArg(args, "include_disabled")),
    );
    const withUsers = flagArg(args, "include_users");
    const usergroups = shown.map((group) => groupJson(workspace, group, withUsers));
    return { ok: true, usergroups };
  },
  "usergroups.users.list": ({ workspace }, args) => {
    const teamId = teamAsked(workspace, args);
    if (teamId === null) return refuse("missing_argument");
    const group = workspace.userGroups.get(stringArg(args, "usergroup") ?? "");
    if (!group || !isIn(workspace, group, teamId)) return refuse("no_such_subteam");
    if (group.isDisabled && !flagArg(args, "include_disabled")) return refuse("subteam_disabled");
    return { ok: true, users: [...group.members] };
  },
};

/** The token's own team; with an organisation's token the one that is named, or null. */
function teamAsked(workspace: Workspace, args: Args): string | null {
  const own = callerOf(workspace, args)?.team.id ?? workspace.team.id;
  return isOrganisation(workspace, own) ? (stringArg(args, "team_id") ?? null) : own;
}

function isIn(workspace: Workspace, group: UserGroup, teamId: string): boolean {
  return (group.teamId ?? workspace.team.id) === teamId;
}

function groupJson(workspace: Workspace, group: UserGroup, withUsers: boolean) {
  return {
    id: group.id,
    team_id: group.teamId ?? workspace.team.id,
    is_usergroup: true,
    is_subteam: true,
    name: group.name,
    handle: group.handle,
    description: "",
    is_external: false,
    date_create: 1_700_000_000,
    date_update: 1_700_000_000,
    date_delete: group.isDisabled ? 1_700_000_000 : 0,
    user_count: group.members.length,
    ...(withUsers ? { users: [...group.members] } : {}),
  };
}
