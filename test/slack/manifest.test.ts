import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { botScopes } from "../../src/slack/install/bot-scopes.ts";
import { commands } from "../../src/slack/listeners/commands/commands.ts";
import { readManifest } from "./read-manifest.ts";

const manifest = readManifest();
const folder = new URL("../../src/slack/", import.meta.url);
const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, folder), "utf8"))
  .join("\n");

const history = ["channels:history", "groups:history", "im:history", "metadata.message:read"];

/** The scopes that a Web API method needs. Source: Slack's method reference. */
const scopesOf: Readonly<Record<string, readonly string[]>> = {
  "auth.teams.list": [],
  "auth.test": [],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write", "chat:write.public"],
  "chat.update": ["chat:write"],
  "conversations.history": history,
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.open": ["im:write"],
  "conversations.replies": history,
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "usergroups.users.list": ["usergroups:read"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.push": [],
  "views.publish": [],
  "views.update": [],
};

function methodsCalled(): readonly string[] {
  const calls = source.matchAll(/client\s*\.(\w+(?:\s*\.\w+)+)\(/g);
  return [...new Set([...calls].map(([, method = ""]) => method.replace(/\s/g, "")))].sort();
}

describe("the manifest", () => {
  it("asks for exactly the scopes that the commands and the methods called need", () => {
    expect(methodsCalled()).toEqual(Object.keys(scopesOf).sort());
    const needed = new Set(["commands", ...methodsCalled().flatMap((m) => scopesOf[m] ?? [])]);
    expect([...manifest.list("bot")].sort()).toEqual([...needed].sort());
  });

  it("asks for the same scopes as the page that installs the app", () => {
    // A scope is added in three places: manifest.yml, bot-scopes.ts, and the table above.
    expect([...botScopes].sort()).toEqual([...manifest.list("bot")].sort());
  });

  it("gives a reason for every scope and every event", () => {
    for (const item of [...manifest.list("bot"), ...manifest.list("bot_events")]) {
      const index = manifest.lines.findIndex((line) => line.trim() === `- ${item}`);
      expect(manifest.lines[index - 1]?.trim(), item).toMatch(/^# [A-Z].{15,}\.$/);
    }
  });

  it("subscribes to exactly the events that have a listener", () => {
    const listened = [...source.matchAll(/app\.event\("(\w+)"/g)].map(([, name]) => name);
    expect(listened.length).toBeGreaterThan(0);
    expect([...manifest.list("bot_events")].sort()).toEqual(listened.sort());
  });

  it("names the one command, escaped, with words that are commands", () => {
    expect(manifest.value("command")).toBe("/billrun");
    expect(manifest.value("should_escape")).toBe("true");
    const hint = manifest.value("usage_hint") ?? "";
    const names = commands.map((command) => command.name);
    for (const part of hint.split(" | ")) expect(names).toContain(part.split(" ")[0]);
  });

  it("sends everything to the one server", () => {
    const addresses = manifest.lines.flatMap((line) => line.match(/https:\S+$/) ?? []);
    const slack = addresses.filter((url) => url.endsWith("/slack/events"));
    expect(new Set(slack)).toEqual(new Set(["https://billrun.example.com/slack/events"]));
    expect(slack).toHaveLength(3);
    const redirect = "https://billrun.example.com/slack/oauth_redirect";
    expect(addresses.filter((url) => !slack.includes(url))).toEqual([redirect]);
  });

  it("stays within Slack's limits", () => {
    expect(manifest.value("name")?.length).toBeLessThanOrEqual(35);
    expect(manifest.value("description")?.length).toBeLessThanOrEqual(140);
  });
});
