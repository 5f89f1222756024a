import { beforeEach, expect, it } from "vitest";
import { createChannelClients, type KnownChannels } from "../../../src/slack/channel-clients.ts";
import type { SlackInstall } from "../../../src/slack/slack-install.ts";

const north = { key: "T0NORTH", isOrg: false, appId: null, botToken: "xoxb-north" };
const south = { key: "T0SOUTH", isOrg: false, appId: null, botToken: "xoxb-south" };

let known: Map<string, string>;
/** Tokens that Slack was asked with, in order. */
let asked: string[];
beforeEach(() => {
  known = new Map([["C0SOUTH", "T0SOUTH"]]);
  asked = [];
});

/** Clients of these workspaces; only the southern one has channels. */
function clientsOf(...list: SlackInstall[]) {
  const channels: KnownChannels = {
    find: async (channel) => known.get(channel) ?? null,
    remember: async (channel, key) => void known.set(channel, key),
  };
  const installs = { find: async () => null, list: async () => list };
  return createChannelClients(installs, channels, {
    retryConfig: { retries: 0 },
    fetch: async (_, init) => {
      const headers = new Headers(init?.headers as Record<string, string>);
      const token = (headers.get("authorization") ?? "").replace("Bearer ", "");
      asked.push(token);
      const isThere = token === south.botToken;
      return Response.json(isThere ? { ok: true } : { ok: false, error: "channel_not_found" });
    },
  });
}

it("with one workspace, everything is said with its token, and nothing asked", async () => {
  expect((await clientsOf(north)("C0ANY")).token).toBe("xoxb-north");
  expect(asked).toEqual([]);
});

it("a channel that something came from is answered with its workspace's token", async () => {
  expect((await clientsOf(north, south)("C0SOUTH")).token).toBe("xoxb-south");
  expect(asked).toEqual([]);
});

it("a channel that is not known is looked for once", async () => {
  const clientOf = clientsOf(north, south);
  expect((await clientOf("C0NEW")).token).toBe("xoxb-south");
  expect(asked).toEqual(["xoxb-north", "xoxb-south"]);
  expect((await clientOf("C0NEW")).token).toBe("xoxb-south");
  expect(asked).toHaveLength(2);
});

it("a channel that no workspace has is given up, and none at all is waited for", async () => {
  await expect(clientsOf(north, { ...north, key: "T0WEST" })("C0GONE")).rejects.toMatchObject({
    retryAfterMs: null,
  });
  await expect(clientsOf()("C0ANY")).rejects.toMatchObject({ retryAfterMs: 60_000 });
});
