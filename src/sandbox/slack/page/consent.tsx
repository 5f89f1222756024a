import { Hono } from "hono";
import type { OAuthClient, Team } from "../model.ts";
import { placesToInstall } from "../organisation.ts";
import type { Slack } from "../payloads.ts";
import { scopeMeanings } from "../scopes.ts";
import { newId, teamOf } from "../workspace.ts";
import { Avatar } from "./avatar.tsx";
import { Hidden } from "./message.tsx";
import { ownRequests } from "./own-requests.ts";

type Request = {
  oauth: OAuthClient;
  scopes: string[];
  state: string;
  redirectUri: string;
  team: Team;
};

/** The page on which somebody lets the app into a workspace: `/oauth/v2/authorize`. */
export function consent(slack: Slack): Hono {
  const app = new Hono();
  app.use("/oauth/v2/decide", ownRequests(slack.webUrl));
  app.get("/oauth/v2/authorize", (context) => {
    const request = readRequest(slack, context.req.query());
    if (typeof request === "string") return context.html(`<!doctype html>${refusal(request)}`, 400);
    const target = new URL(request.redirectUri).origin;
    const policy = [
      "default-src 'self'",
      "img-src data:",
      "style-src 'self' 'unsafe-inline'",
      `form-action 'self' ${target}`,
    ].join("; ");
    context.header("content-security-policy", policy);
    return context.html(`<!doctype html>${<Consent slack={slack} request={request} />}`);
  });
  app.post("/oauth/v2/decide", async (context) => {
    const form = Object.fromEntries(new URLSearchParams(await context.req.text()));
    const request = readRequest(slack, form);
    if (typeof request === "string") return context.html(`<!doctype html>${refusal(request)}`, 400);
    const answer = decide(slack, request, form["as"] ?? "", form["decision"] === "allow");
    return context.redirect(answer, 302);
  });
  return app;
}

/** What is asked for, or why it can't be: the words of Slack's own page. */
function readRequest(slack: Slack, query: Record<string, string>): Request | string {
  const { workspace } = slack;
  const { oauth } = workspace;
  if (!oauth || query["client_id"] !== oauth.clientId) return "invalid_client_id";
  const scopes = (query["scope"] ?? "").split(",").filter((one) => one !== "");
  if (scopes.length === 0) return "no_scopes";
  if (scopes.some((one) => !Object.hasOwn(scopeMeanings, one))) return "invalid_scope";
  const redirectUri = query["redirect_uri"] ?? "";
  if (!isLoopback(redirectUri)) return "bad_redirect_uri";
  const teams = placesToInstall(workspace);
  const team = teams.find((one) => one.id === query["team"]) ?? workspace.team;
  return { oauth, scopes, state: query["state"] ?? "", redirectUri, team };
}

// The local Slack sends nobody away from this machine.
function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname, protocol } = new URL(address);
  return /^https?:$/.test(protocol) && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

/** Notes a consent; returns the address that the person is sent back to. */
function decide(slack: Slack, request: Request, personId: string, isAllowed: boolean): string {
  const { workspace } = slack;
  const back = new URL(request.redirectUri);
  if (request.state) back.searchParams.set("state", request.state);
  const person = workspace.peopleById.get(personId);
  if (!isAllowed || !person || person.isDeactivated || person.isGuest || person.isStranger) {
    back.searchParams.set("error", "access_denied");
    return back.href;
  }
  const code = newId("c").toLowerCase();
  workspace.codes.set(code, {
    personId,
    team: request.team,
    scopes: request.scopes,
    redirectUri: request.redirectUri,
    issuedMs: workspace.wallMs(),
    isUsed: false,
  });
  back.searchParams.set("code", code);
  return back.href;
}

function refusal(code: string) {
  return (
    <Frame title="This can't be installed">
      <h1>This can't be installed</h1>
      <p>
        The request of the app is not complete: <code>{code}</code>.
      </p>
    </Frame>
  );
}

function Frame(props: { title: string; children?: unknown }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{props.title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/page.css" />
      </head>
      <body class="consent">
        <main>{props.children}</main>
      </body>
    </html>
  );
}

function Consent({ slack, request }: { slack: Slack; request: Request }) {
  const { workspace } = slack;
  const { bot } = workspace;
  const { oauth, scopes, team } = request;
  const teams = placesToInstall(workspace);
  const installers = [...workspace.peopleById.values()].filter(
    (one) => !one.isBot && !one.isGuest && !one.isStranger && !one.isDeactivated,
  );
  const here = installers.filter((one) => teamOf(workspace, one.id).id === team.id);
  const asked = { client_id: oauth.clientId, scope: scopes.join(","), state: request.state };
  return (
    <Frame title={`Install ${bot.realName}`}>
      <p class="consent-app">
        <Avatar person={bot} workspace={workspace} />
      </p>
      <h1>
        {bot.realName} asks to be let into {team.name}
      </h1>
      {teams.length > 1 ? <Teams teams={teams} request={request} /> : null}
      <form method="post" action="/oauth/v2/decide">
        <Hidden fields={{ ...asked, redirect_uri: request.redirectUri, team: team.id }} />
        <h2>What it would be able to do</h2>
        <ul class="scopes">
          {scopes.map((scope) => (
            <li>
              <strong>{scopeMeanings[scope]}</strong>
              {oauth.reasons?.[scope] ? <span>{oauth.reasons[scope]}</span> : null}
              <code>{scope}</code>
            </li>
          ))}
        </ul>
        <label class="installer">
          You are
          <select name="as">
            {(here.length > 0 ? here : installers).map((one) => (
              <option value={one.id}>{one.realName}</option>
            ))}
          </select>
        </label>
        <footer>
          <button type="submit" class="button" name="decision" value="cancel">
            Cancel
          </button>
          <button type="submit" class="button primary" name="decision" value="allow">
            Allow
          </button>
        </footer>
      </form>
    </Frame>
  );
}

function Teams({ teams, request }: { teams: Team[]; request: Request }) {
  const { oauth, scopes, state, redirectUri } = request;
  const link = (team: Team) =>
    `/oauth/v2/authorize?${new URLSearchParams({
      client_id: oauth.clientId,
      scope: scopes.join(","),
      state,
      redirect_uri: redirectUri,
      team: team.id,
    })}`;
  return (
    <nav class="teams" aria-label="Workspace">
      {teams.map((team) => (
        <a href={link(team)} aria-current={team.id === request.team.id ? "true" : undefined}>
          {team.name}
        </a>
      ))}
    </nav>
  );
}
