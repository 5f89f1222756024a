import type { UserGroup } from "../model.ts";
import type { Workspace } from "../workspace.ts";
import { flagArg, type Method, refuse, stringArg } from "./method.ts";

/** The methods about user groups, such as @controllers. */
export const userGroupMethods: Record<string, Method> = {
  "usergroups.list": ({ workspace }, args) => {
    const shown = [...workspace.userGroups.values()].filter(
      (group) => !group.isDisabled || flagArg(args, "include_disabled"),
    );
    const withUsers = flagArg(args, "include_users");
    const usergroups = shown.map((group) => groupJson(workspace, group, withUsers));
    return { ok: true, usergroups };
  },
  "usergroups.users.list": ({ workspace }, args) => {
    const group = workspace.userGroups.get(stringArg(args, "usergroup") ?? "");
    if (!group) return refuse("no_such_subteam");
    if (group.isDisabled && !flagArg(args, "include_disabled")) return refuse("subteam_disabled");
    return { ok: true, users: [...group.members] };
  },
};

function groupJson(workspace: Workspace, group: UserGroup, withUsers: boolean) {
  return {
    id: group.id,
    team_id: workspace.team.id,
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
