import { issueToken } from "../installation.ts";
import { isOrganisation } from "../organisation.ts";
import { type Args, type Method, refuse, stringArg } from "./method.ts";

/** How long a code is good for, in milliseconds. */
const CODE_MS = 10 * 60_000;

/** The method that turns the code of a consent into a bot's token. It asks for no token. */
export const oauthMethods: Record<string, Method> = {
  "oauth.v2.access": (slack, args) => {
    const { workspace } = slack;
    const { oauth } = workspace;
    if (!oauth || stringArg(args, "client_id") !== oauth.clientId) {
      return refuse("invalid_client_id");
    }
    if (stringArg(args, "client_secret") !== oauth.clientSecret) return refuse("bad_client_secret");
    const code = workspace.codes.get(stringArg(args, "code") ?? "");
    if (!code) return refuse("invalid_code");
    if (code.isUsed) return refuse("code_already_used");
    if (workspace.wallMs() - code.issuedMs > CODE_MS) return refuse("code_expired");
    if (!isSameAddress(args, code.redirectUri)) return refuse("bad_redirect_uri");
    code.isUsed = true;
    const isOrg = isOrganisation(workspace, code.team.id);
    return {
      ok: true,
      app_id: workspace.appId,
      authed_user: { id: code.personId },
      scope: code.scopes.join(","),
      token_type: "bot",
      access_token: issueToken(slack, code.team, code.scopes),
      bot_user_id: workspace.bot.id,
      team: isOrg ? null : { id: code.team.id, name: code.team.name },
      enterprise: workspace.organisation ?? null,
      is_enterprise_install: isOrg,
    };
  },
};

// An address that was sent with the request for consent must be sent again, unchanged.
function isSameAddress(args: Args, redirectUri: string | null): boolean {
  return redirectUri === null || stringArg(args, "redirect_uri") === redirectUri;
}
