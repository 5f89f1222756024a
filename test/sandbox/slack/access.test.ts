import { WebClient } from "@slack/web-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LocalSlack, startLocalSlack } from "../../../src/sandbox/slack/local-slack.ts";
import { billing, closed, dana, guest, lee, quiet, startSlack, uninvited } from "./small-app.ts";

const oauth = {
  clientId: "1.2",
  clientSecret: "a-client-secret",
  reasons: { commands: "Receives /billrun." },
};
const other = { id: "T0NORTH", name: "Example North", domain: "north" };
const back = "http://127.0.0.1:9/slack/oauth_redirect";

let slack: LocalSlack;
let wallMs: number;
beforeEach(async () => {
  wallMs = 1_000_000;
  slack = await startSlack({
    oauth,
    otherTeams: [other],
    scopes: ["chat:write", "users:read", "usergroups:read"],
    userGroups: [
      { id: "S0CONTROL", handle: "controllers", name: "Controllers", members: [dana] },
      { id: "S0OLD", handle: "old", name: "Old", members: [lee], isDisabled: true },
    ],
    wallMs: () => wallMs,
  });
});
afterEach(() => slack.stop());

const client = (token = "xoxb-tests") =>
  new WebClient(token, { slackApiUrl: slack.apiUrl, logger: quiet, retryConfig: { retries: 0 } });

const asked = { client_id: "1.2", scope: "commands,chat:write", state: "s1", redirect_uri: back };

async function decide(more: Record<string, string> = {}): Promise<URL> {
  const response = await fetch(`${slack.webUrl}/oauth/v2/decide`, {
    method: "POST",
    body: new URLSearchParams({ ...asked, as: dana, decision: "allow", ...more }),
    redirect: "manual",
  });
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "");
}

const exchange = (code: string, more: object = {}) =>
  client("").oauth.v2.access({
    client_id: "1.2",
    client_secret: "a-client-secret",
    redirect_uri: back,
    code,
    ...more,
  });

describe("the page of consent", () => {
  const open = (more: Record<string, string> = {}) =>
    fetch(`${slack.webUrl}/oauth/v2/authorize?${new URLSearchParams({ ...asked, ...more })}`);

  it("names the workspace, each scope, and why it is asked for", async () => {
    const html = await (await open({ team: other.id })).text();
    expect(html).toContain("billrun asks to be let into Example North");
    expect(html).toContain("Receives /billrun.");
    expect(html).toContain("Send messages as the app");
    expect(html).toContain("Dana Ortiz");
    expect(html).not.toContain("Gus Guest");
  });

  it.each([
    ["another client", { client_id: "9" }, "invalid_client_id"],
    ["a scope that does not exist", { scope: "admin" }, "invalid_scope"],
    ["no scope", { scope: "" }, "no_scopes"],
    ["an address elsewhere", { redirect_uri: "https://evil.example/" }, "bad_redirect_uri"],
  ])("refuses %s", async (_, more, code) => {
    const response = await open(more);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(code);
  });

  it("sends who cancels, or may not install, back without a code", async () => {
    const canceled = await decide({ decision: "cancel" });
    expect(canceled.search).toBe("?state=s1&error=access_denied");
    expect((await decide({ as: guest })).searchParams.get("error")).toBe("access_denied");
  });
});

describe("a code", () => {
  it("becomes a token of the workspace that was chosen, with the scopes granted", async () => {
    const sent = await decide({ team: other.id });
    expect(sent.searchParams.get("state")).toBe("s1");
    const granted = await exchange(sent.searchParams.get("code") ?? "");
    expect(granted).toMatchObject({
      team: { id: other.id, name: other.name },
      scope: "commands,chat:write",
      authed_user: { id: dana },
      bot_user_id: "U0BOT",
    });
    const test = await client(granted.access_token).auth.test();
    expect(test.team_id).toBe(other.id);
    expect(test.response_metadata?.scopes).toEqual(["commands", "chat:write"]);
  });

  it("works once, for ten minutes, for this client and address", async () => {
    const code = (await decide()).searchParams.get("code") ?? "";
    await expect(exchange(code, { client_secret: "x" })).rejects.toThrow("bad_client_secret");
    await expect(exchange(code, { redirect_uri: `${back}/x` })).rejects.toThrow("bad_redirect_uri");
    await expect(exchange("c0")).rejects.toThrow("invalid_code");
    await exchange(code);
    await expect(exchange(code)).rejects.toThrow("code_already_used");
    const late = (await decide()).searchParams.get("code") ?? "";
    wallMs += 10 * 60_000 + 1;
    await expect(exchange(late)).rejects.toThrow("code_expired");
  });
});

describe("a token", () => {
  it("opens what was granted to it, and nothing else", async () => {
    await expect(client().conversations.list()).rejects.toMatchObject({
      data: { error: "missing_scope", provided: "chat:write,users:read,usergroups:read" },
    });
    const { response_metadata } = await client().users.info({ user: dana });
    expect(response_metadata).toMatchObject({ acceptedScopes: ["users:read"] });
  });

  it("is refused once it is revoked, and the app is told", async () => {
    slack.chaos.setRevoked(true);
    await expect(client().auth.test()).rejects.toThrow("token_revoked");
    await slack.person(dana).waitFor(() => slack.deliveries().length >= 2);
    const told = slack.deliveries().map((one) => one.summary);
    expect(told.slice(0, 2).sort()).toEqual(["app_uninstalled", "tokens_revoked"]);
    slack.chaos.setRevoked(false);
    expect((await client().auth.test()).ok).toBe(true);
    await client().auth.revoke();
    await expect(client().auth.test()).rejects.toThrow("token_revoked");
  });

  it("posts to public channels without an invitation only if it was granted", async () => {
    const open = { id: "C0OPEN", name: "open", members: [dana] };
    const granted = await startLocalSlack({
      appUrl: "http://127.0.0.1:9",
      signingSecret: "s",
      botToken: "xoxb-public",
      scopes: ["chat:write", "chat:write.public"],
      team: { id: "T0TEAM", name: "Example Ltd", domain: "example" },
      people: [],
      channels: [open, { id: closed, name: "closed", members: [], isPrivate: true }],
      command: "/billrun",
    });
    const own = new WebClient("xoxb-public", {
      slackApiUrl: granted.apiUrl,
      logger: quiet,
      retryConfig: { retries: 0 },
    });
    expect((await own.chat.postMessage({ channel: open.id, text: "hello" })).ok).toBe(true);
    const shut = own.chat.postMessage({ channel: closed, text: "hello" });
    await expect(shut).rejects.toThrow("channel_not_found");
    await granted.stop();
    const elsewhere = client().chat.postMessage({ channel: uninvited, text: "hello" });
    await expect(elsewhere).rejects.toThrow("not_in_channel");
  });
});

describe("user groups", () => {
  it("are listed with their people, disabled ones on request", async () => {
    const listed = await client().usergroups.list({ include_users: true });
    expect(listed.usergroups).toMatchObject([
      { id: "S0CONTROL", handle: "controllers", users: [dana] },
    ]);
    expect((await client().usergroups.list({ include_disabled: true })).usergroups).toHaveLength(2);
    const users = await client().usergroups.users.list({ usergroup: "S0CONTROL" });
    expect(users.users).toEqual([dana]);
    await expect(client().usergroups.users.list({ usergroup: "S0NONE" })).rejects.toThrow(
      "no_such_subteam",
    );
  });
});

describe("Slack, when it is down,", () => {
  it("answers everything with 503", async () => {
    slack.chaos.isDown = true;
    for (const path of ["/api/api.test", "/upload/F0", "/response/r0"]) {
      expect((await fetch(`${slack.webUrl}${path}`, { method: "POST" })).status).toBe(503);
    }
    slack.chaos.isDown = false;
    expect((await client().api.test()).ok).toBe(true);
  });
});

describe("an archived channel", () => {
  it("takes no messages, and the app is told", async () => {
    slack.chaos.setArchived(billing, true);
    const post = () => client().chat.postMessage({ channel: billing, text: "hello" });
    await expect(post()).rejects.toThrow("is_archived");
    await slack.person(dana).waitFor(() => slack.deliveries()[0]?.summary === "channel_archive");
    slack.chaos.setArchived(billing, false);
    expect((await post()).ok).toBe(true);
  });
});
