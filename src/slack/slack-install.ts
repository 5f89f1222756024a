import type { WebClient } from "@slack/web-api";

/** The workspace (or whole organisation) and the app that the bot token belongs to. */
export type SlackInstall = {
  readonly teamId: string;
  /** Set where the app is installed for an organisation; its key is then this id. */
  readonly enterpriseId: string | null;
  /** Null where Slack did not tell it. */
  readonly appId: string | null;
};

/** Asks Slack once whose the token is; asks again after a failure. */
export function createInstallLookup(
  client: WebClient,
  known: { readonly teamId?: string | undefined; readonly appId?: string | undefined },
): () => Promise<SlackInstall> {
  let found: SlackInstall | null = known.teamId
    ? { teamId: known.teamId, enterpriseId: null, appId: known.appId ?? null }
    : null;
  return async () => {
    if (found) return found;
    const answer = await client.auth.test();
    if (!answer.team_id) throw new Error("auth.test named no workspace");
    found = {
      teamId: answer.team_id,
      enterpriseId: answer.is_enterprise_install ? (answer.enterprise_id ?? null) : null,
      appId: known.appId ?? answer.app_id ?? null,
    };
    return found;
  };
}
