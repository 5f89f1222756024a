import { request as httpRequest } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actKey, fieldName } from "../../../src/sandbox/slack/page/fields.ts";
import { deleteMessage, editMessage, postMessage } from "../../../src/sandbox/slack/post.ts";
import { publishHome } from "../../../src/sandbox/slack/views.ts";
import {
  billing,
  bot,
  closed,
  dana,
  guest,
  lee,
  type SmallWorld,
  startSmallWorld,
} from "./small-app.ts";

let world: SmallWorld;
beforeEach(async () => {
  world = await startSmallWorld();
});
afterEach(() => world.stop());

async function page(query: Record<string, string>, path = "/"): Promise<string> {
  const response = await fetch(`${world.slack.webUrl}${path}?${new URLSearchParams(query)}`);
  expect(response.status).toBe(200);
  return response.text();
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${world.slack.webUrl}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers,
    redirect: "manual",
  });
}

describe("who may post", () => {
  const fields = () => ({ as: dana, channel: billing, text: "hello" });

  it.each(["https://evil.example", "null", "http://127.0.0.1:1"])(
    "a page of %s may not",
    async (origin) => {
      const sent = await post("/page/say", fields(), { origin });
      expect(sent.status).toBe(403);
      expect(world.slack.person(dana).messages(billing)).toEqual([]);
    },
  );

  it("a name that was made to lead here may not", async () => {
    const { port } = new URL(world.slack.webUrl);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `evil.example:${port}` };
      const request = httpRequest({ port, path: "/page/say", method: "POST", headers });
      request.on("response", (response) => resolve(response.resume().statusCode));
      request.on("error", reject).end();
    });
    expect(status).toBe(403);
  });

  it("the page itself may", async () => {
    const sent = await post("/page/say", fields(), { origin: world.slack.webUrl });
    expect(sent.status).toBe(303);
  });
});

describe("the page without its scripts", () => {
  it("sends a command with a form and shows the answer to its author only", async () => {
    const fields = { as: dana, channel: billing, text: "/billrun say", back: `?as=${dana}` };
    const sent = await post("/page/say", fields);
    expect(sent.status).toBe(303);
    expect(sent.headers.get("location")).toBe(`/?as=${dana}`);
    expect(await page({ as: dana, channel: billing })).toContain("Only visible to you");
    expect(await page({ as: lee, channel: billing })).not.toContain("Only visible to you");
  });

  it("clicks a button of a card with a form", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "card");
    const card = await person.waitFor(() => person.messages(billing)[0]);
    expect(await page({ as: lee, channel: billing })).toMatch(
      /<button[^>]*data-action-id="approve"[^>]*>Approve<\/button>/,
    );
    const blockId = card.blocks[2]?.block_id ?? "";
    await post("/page/act", {
      as: lee,
      target: "message",
      channel: billing,
      ts: card.ts,
      act: actKey(blockId, "approve"),
    });
    await person.waitFor(() => person.messages(billing)[0]?.editedTs);
    expect(await page({ as: lee, channel: billing })).toContain("(edited)");
  });

  it("delivers clicks in what was just replaced, and says what is gone", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "card");
    const card = await person.waitFor(() => person.messages(billing)[0]);
    const act = actKey(card.blocks[2]?.block_id ?? "", "approve");
    const fields = { as: lee, target: "message", channel: billing, ts: card.ts, act };
    editMessage(world.slack.state, card, { text: "BR-1 counts", blocks: [] });
    await post("/page/act", fields);
    expect(world.seen.filter((type) => type === "block_actions")).toHaveLength(1);
    deleteMessage(world.slack.state, billing, card.ts);
    const answer = await post("/page/act", fields, { "hx-request": "true" });
    expect(world.seen.filter((type) => type === "block_actions")).toHaveLength(1);
    expect(answer.headers.get("hx-trigger")).toContain("That is gone; look again.");
  });

  it("fills and submits a modal with a form, once", async () => {
    const person = world.slack.person(dana);
    await person.command(billing, "new");
    const modal = await person.waitFor(() => person.modal());
    expect(await page({ as: dana })).toContain('role="dialog"');
    const name = fieldName("name", "value");
    const fields = { as: dana, view: modal.id, target: "view", has: name };
    await post("/page/submit", { ...fields, [name]: "ab" });
    expect(await page({ as: dana })).toContain("Too short");
    await post("/page/submit", { ...fields, [name]: "December" });
    await post("/page/submit", { ...fields, [name]: "December" });
    expect(await page({ as: dana })).not.toContain('role="dialog"');
    await person.waitFor(() => person.messages(billing)[0]);
    expect(person.messages(billing)).toHaveLength(1);
  });

  it("refuses an unknown command beside the box, and commands in threads", async () => {
    const { ts } = world.slack.pin(billing, "card");
    const ask = async (text: string, thread = "") =>
      (
        await post(
          "/page/say",
          { as: dana, channel: billing, text, thread },
          { "hx-request": "true" },
        )
      ).text();
    expect(await ask("/nonsense")).toBe("/nonsense is not a valid command. Try /billrun help.");
    expect(await ask("/billrun say", ts)).toContain("don't work in threads");
    expect(world.seen).toEqual([]);
  });

  it("takes the app out of a channel and invites it again, as Slack does", async () => {
    const ask = async (text: string) =>
      (
        await post("/page/say", { as: dana, channel: billing, text }, { "hx-request": "true" })
      ).text();
    const members = () => world.slack.state.conversations.get(billing)?.members;
    expect(await ask("/invite @billrun")).toBe("billrun is already in #billing.");
    expect(await ask("/remove @billrun")).toBe("billrun is no longer in #billing.");
    expect(members()).not.toContain(bot);
    expect(await ask("/invite @nobody")).toContain("Try /invite @billrun.");
    expect(await ask("/invite @billrun")).toBe("billrun is in #billing.");
    expect(members()).toContain(bot);
    const heard = () => world.slack.deliveries().some((one) => one.summary === joined);
    await world.slack.person(dana).waitFor(heard);
  });
});

const joined = "member_joined_channel";

describe("what the page shows", () => {
  it("is escaped, wherever it comes from", async () => {
    const evil = `<script>alert(1)</script> <img src=x onerror=alert(1)> "quoted"`;
    await world.slack.person(dana).say(billing, evil);
    world.slack.pin(billing, evil, [
      { type: "header", text: { type: "plain_text", text: evil } },
      { type: "section", text: { type: "mrkdwn", text: `*${evil}* <javascript:alert(1)|x>` } },
      { type: "table", rows: [[{ type: "raw_text", text: evil }]] },
      {
        type: "actions",
        elements: [
          {
            type: "button",
            action_id: `a"><script>`,
            value: evil,
            text: { type: "plain_text", text: "<b>Go</b>" },
            confirm: { text: { type: "plain_text", text: `'"><script>` } },
          },
        ],
      },
    ]);
    const html = await page({ as: dana, channel: billing });
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain('"><script>');
    expect(html).not.toContain("<img src=x");
    expect(html).not.toContain('href="javascript:');
    expect(html).toContain("&lt;script&gt;alert(1)");
  });

  it("is not what a person may not see", async () => {
    await world.slack.person(lee).say(closed, "between us");
    expect(await page({ as: lee, channel: closed })).toContain("between us");
    expect(await page({ as: dana, channel: closed })).not.toContain("between us");
    expect(await page({ as: guest, channel: billing })).not.toContain("#billing");
  });

  it("marks what is new in channels and the App Home until it was looked at", async () => {
    const sidebar = () => page({ as: lee, channel: closed }, "/page/region/sidebar");
    await page({ as: lee, channel: billing });
    expect(await sidebar()).not.toMatch(/unread|something new/);
    await world.slack.person(dana).say(billing, "news");
    publishHome(world.slack.state, lee, { type: "home", blocks: [{ type: "divider" }] });
    expect(await sidebar()).toContain('title="1 unread"');
    expect(await sidebar()).toContain("has something new");
    await page({ as: lee, channel: billing });
    await page({ as: lee, home: "1" });
    expect(await sidebar()).not.toMatch(/unread|something new/);
  });

  it("is a reply too, if it was sent to the channel, with its thread", async () => {
    const { ts } = world.slack.pin(billing, "BR-7 waits");
    const reply = { channelId: billing, userId: bot, threadTs: ts };
    postMessage(world.slack.state, { ...reply, text: "only in the thread" });
    postMessage(world.slack.state, { ...reply, text: "BR-7 ended", isBroadcast: true });
    const html = await page({ as: dana, channel: billing });
    expect(html).toContain("BR-7 ended");
    expect(html).not.toContain("only in the thread");
    expect(html).toMatch(/replied to a thread:[\s\S]{0,200}BR-7 waits<\/a>/);
  });

  it("says by an event stream which regions changed, and nothing else", async () => {
    const response = await fetch(`${world.slack.webUrl}/page/events`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    await world.slack.person(dana).say(billing, "secret");
    let seen = "";
    while (!seen.includes("event: conversation")) seen += (await reader.read()).value ?? "";
    expect(seen).not.toContain("secret");
    await reader.cancel();
  });

  it("offers htmx and its own files, and no others", async () => {
    for (const name of ["htmx.js", "sse.js", "page.js", "page.css"]) {
      expect((await fetch(`${world.slack.webUrl}/assets/${name}`)).status).toBe(200);
    }
    expect((await fetch(`${world.slack.webUrl}/assets/constructor`)).status).toBe(404);
  });
});
