import { uninstall } from "../installation.ts";
import type { Token } from "../model.ts";
import { isOrganisation } from "../organisation.ts";
import { scopesFor } from "../scopes.ts";
import type { Workspace } from "../workspace.ts";
import { type Args, type Method, type MethodAnswer, refuse, stringArg } from "./method.ts";

/** Who the app is, and how it connects. */
export const accessMethods: Record<string, Method> = {
  "auth.test": ({ workspace, webUrl }, args) => {
    const team = callerOf(workspace, args)?.team ?? workspace.team;
    return {
      ok: true,
      url: `${webUrl()}/`,
      team: team.name,
      team_id: team.id,
      user: workspace.bot.name,
      user_id: workspace.bot.id,
      bot_id: workspace.botId,
      ...(workspace.organisation ? { enterprise_id: workspace.organisation.id } : {}),
      is_enterprise_install: isOrganisation(workspace, team.id),
    };
  },
  "auth.teams.list": ({ workspace }, args) => {
    const own = callerOf(workspace, args)?.team ?? workspace.team;
    const all = [workspace.team, ...(workspace.otherTeams ?? [])];
    const teams = isOrganisation(workspace, own.id) ? all : [own];
    return { ok: true, teams: teams.map(({ id, name }) => ({ id, name })) };
  },
  "auth.revoke": (slack, args) => {
    const caller = callerOf(slack.workspace, args);
    if (!caller) return refuse("invalid_auth");
    // Slack looks whether it would, and does nothing, if it is asked to test.
    if (stringArg(args, "test") === "true") return { ok: true, revoked: false };
    uninstall(slack, caller.team.id, [caller]);
    return { ok: true, revoked: true };
  },
  "apps.connections.open": ({ link, webUrl }) =>
    link ? { ok: true, url: link.ticketUrl(webUrl()) } : refuse("invalid_auth"),
};

/** Methods that take the app's own token; all others take a bot's. */
const appMethods = new Set(["apps.connections.open"]);

/** The token a call came with; its refusal has been answered before a method runs. */
export function callerOf(workspace: Workspace, args: Args): Token | undefined {
  return workspace.tokens.get(stringArg(args, "token") ?? "");
}

/**
 * Why a method doesn't take a token, in Slack's words, or null: `not_authed`, `invalid_auth`,
 * `token_revoked`, `not_allowed_token_type`, `missing_scope`.
 */
export function refuseToken(
  workspace: Workspace,
  method: string,
  token: string | undefined,
): MethodAnswer | null {
  if (!token) return refuse("not_authed");
  const known = workspace.tokens.get(token);
  if (!known) return refuse("invalid_auth");
  if (known.isRevoked) return refuse("token_revoked");
  if ((known.kind === "app") !== appMethods.has(method)) return refuse("not_allowed_token_type");
  const needed = scopesFor(method);
  const { scopes } = known;
  if (scopes === null || needed.length === 0 || needed.some((one) => scopes.includes(one))) {
    return null;
  }
  return { ...refuse("missing_scope"), needed: needed.join(","), provided: scopes.join(",") };
}
