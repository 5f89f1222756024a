import type { Settings } from "./settings.ts";
import type { SlackAccess, SlackConnectionOptions } from "./slack/connect-slack.ts";

/** How the settings say that Slack is reached, and how it reaches us. */
export type SlackSettings = Pick<
  SlackConnectionOptions,
  "access" | "signingSecret" | "appToken" | "slackApiUrl"
>;

/** Null where nothing of Slack is set. */
export function slackSettings(settings: Settings): SlackSettings | null {
  const access = slackAccess(settings);
  if (access === null) return null;
  return {
    access,
    signingSecret: settings.SLACK_SIGNING_SECRET,
    appToken: settings.SLACK_APP_TOKEN,
    slackApiUrl: settings.SLACK_API_URL,
  };
}

function slackAccess(settings: Settings): SlackAccess | null {
  const { SLACK_BOT_TOKEN: botToken, SLACK_TEAMS: teams, PUBLIC_URL: publicUrl } = settings;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = settings;
  if (botToken !== undefined) return { botToken };
  const { BILLRUN_SECRET: secrets } = settings;
  if (!clientId || !clientSecret || !secrets || !teams || !publicUrl) return null;
  return { clientId, clientSecret, secrets, teams, publicUrl };
}
