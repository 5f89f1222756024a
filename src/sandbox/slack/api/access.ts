import type { Workspace } from "../workspace.ts";
import { type Method, refuse } from "./method.ts";

/** Who the app is, and how it connects. */
export const accessMethods: Record<string, Method> = {
  "auth.test": ({ workspace, webUrl }) => ({
    ok: true,
    url: `${webUrl()}/`,
    team: workspace.team.name,
    team_id: workspace.team.id,
    user: workspace.bot.name,
    user_id: workspace.bot.id,
    bot_id: workspace.botId,
    is_enterprise_install: false,
  }),
  "apps.connections.open": ({ link, webUrl }) =>
    link ? { ok: true, url: link.ticketUrl(webUrl()) } : refuse("invalid_auth"),
};

/** Methods that take the app's own token; all others take a bot's. */
const appMethods = new Set(["apps.connections.open"]);

/**
 * Why a method doesn't take a token, in Slack's words, or null: `not_authed`, `invalid_auth`,
 * `token_revoked`, `not_allowed_token_type`.
 */
export function refuseToken(
  workspace: Workspace,
  method: string,
  token: string | undefined,
): string | null {
  if (!token) return "not_authed";
  const known = workspace.tokens.get(token);
  if (!known) return "invalid_auth";
  if (known.isRevoked) return "token_revoked";
  return (known.kind === "app") === appMethods.has(method) ? null : "not_allowed_token_type";
}
