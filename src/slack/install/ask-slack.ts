import { WebClient, type WebClientOptions } from "@slack/web-api";
import { z } from "zod";

/** What Slack tells of an installation once its code is traded in, with the token in it. */
export type GrantedInstall = {
  readonly botToken: string;
  readonly key: string;
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly isOrg: boolean;
  readonly name: string;
  readonly appId: string;
  readonly botUserId: string;
  readonly scopes: readonly string[];
  readonly installedBy: string;
};

const id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);
const place = z.looseObject({ id, name: z.string().max(200).nullish() }).nullish();

/** Source: Slack, method oauth.v2.access. A user token, or one that expires, was not asked for. */
const answer = z.looseObject({
  access_token: z.string().startsWith("xoxb-"),
  token_type: z.literal("bot"),
  scope: z.string(),
  bot_user_id: id,
  app_id: id,
  authed_user: z.looseObject({ id }),
  is_enterprise_install: z.boolean().nullish(),
  team: place,
  enterprise: place,
});

/** The app, as Slack knows it. */
export type OauthApp = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
};

/** Trades a code for the installation. Throws where Slack refuses, or says something else. */
export async function tradeCode(
  app: OauthApp,
  code: string,
  options: WebClientOptions,
): Promise<GrantedInstall> {
  const given = await new WebClient(undefined, options).oauth.v2.access({
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: app.redirectUri,
    code,
  });
  const parsed = answer.safeParse(given);
  // What was wrong may carry the token, so only the names of the fields are told.
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new Error(`Slack's answer to oauth.v2.access is wrong in ${fields}`);
  }
  const { team, enterprise, authed_user: installer } = parsed.data;
  const isOrg = parsed.data.is_enterprise_install === true;
  const home = isOrg ? enterprise : team;
  if (!home) throw new Error("Slack named no workspace that the app was installed in");
  return {
    botToken: parsed.data.access_token,
    key: home.id,
    teamId: isOrg ? null : home.id,
    enterpriseId: enterprise?.id ?? null,
    isOrg,
    name: home.name ?? home.id,
    appId: parsed.data.app_id,
    botUserId: parsed.data.bot_user_id,
    scopes: parsed.data.scope.split(",").sort(),
    installedBy: installer.id,
  };
}

/** Gives a token back that is of no use here; whether Slack hears it changes nothing. */
export async function giveBack(botToken: string, options: WebClientOptions): Promise<void> {
  await new WebClient(botToken, options).auth.revoke().catch(() => {});
}
