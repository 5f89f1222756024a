import { randomBytes } from "node:crypto";
import { deliverEvent } from "./delivery.ts";
import type { Team, Token } from "./model.ts";
import { eventParcel, type Slack } from "./payloads.ts";
import { changed } from "./workspace.ts";

/** Hands out a bot's token for a team, as an installation does. */
export function issueToken(slack: Slack, team: Team, scopes: string[]): string {
  const token = `xoxb-local-${randomBytes(12).toString("hex")}`;
  slack.workspace.tokens.set(token, { kind: "bot", isRevoked: false, team, scopes });
  return token;
}

/** The bot's tokens of a team. */
export function botTokens(slack: Slack, teamId: string): Token[] {
  return [...slack.workspace.tokens.values()].filter(
    (one) => one.kind === "bot" && one.team.id === teamId,
  );
}

/**
 * Takes tokens away and tells the app, as Slack does when an admin revokes them: `tokens_revoked`,
 * and `app_uninstalled` if the team has none left. The events are on their way when this returns.
 */
export function uninstall(slack: Slack, teamId: string, tokens: Token[]): void {
  const { workspace, courier } = slack;
  for (const token of tokens) token.isRevoked = true;
  const revoked = { type: "tokens_revoked", tokens: { oauth: [], bot: [workspace.bot.id] } };
  void deliverEvent(courier, eventParcel(workspace, revoked, teamId));
  if (botTokens(slack, teamId).every((one) => one.isRevoked)) {
    void deliverEvent(courier, eventParcel(workspace, { type: "app_uninstalled" }, teamId));
  }
  changed(workspace, "hood");
}

/** Makes revoked tokens of a team good again, as if nothing had happened. */
export function restoreTokens(slack: Slack, teamId: string): void {
  for (const token of botTokens(slack, teamId)) token.isRevoked = false;
  changed(slack.workspace, "hood");
}
