import { WebClient, type WebClientOptions } from "@slack/web-api";
import { NotifierTrouble } from "../operations/ports.ts";
import { platformCode } from "./notifier-trouble.ts";
import type { SlackInstall, SlackInstalls } from "./slack-install.ts";
import { isPersonId } from "./text/people-text.ts";

/** Which workspace a channel, or a person with whom the app talks, belongs to. */
export type KnownChannels = {
  /** The key of its installation; null where nothing came from there so far. */
  find(channel: string): Promise<string | null>;
  remember(channel: string, key: string): Promise<void>;
};

/** A client that may post to a channel: it has the token of the channel's workspace. */
export type ClientOfChannel = (channel: string) => Promise<WebClient>;

/** With a token of the settings, one client posts everywhere. */
export function oneClient(botToken: string, options: WebClientOptions): ClientOfChannel {
  const client = new WebClient(botToken, options);
  return async () => client;
}

/**
 * Chooses by the channel's workspace. With one workspace there is nothing to choose; with several,
 * a channel that nothing came from so far is looked for in each. Throws `NotifierTrouble` where the
 * app is in no workspace, or in none that has the channel.
 */
export function createChannelClients(
  installs: SlackInstalls,
  channels: KnownChannels,
  options: WebClientOptions,
): ClientOfChannel {
  const clients = new Map<string, WebClient>();
  function clientOf({ botToken }: SlackInstall): WebClient {
    const known = clients.get(botToken);
    if (known) return known;
    const client = new WebClient(botToken, options);
    clients.set(botToken, client);
    return client;
  }
  return async (channel) => {
    const [first, ...others] = await installs.list();
    if (!first) {
      throw new NotifierTrouble("the Slack app is installed in no workspace", 60_000, false);
    }
    if (others.length === 0) return clientOf(first);
    const key = await channels.find(channel);
    const known = [first, ...others].find((install) => install.key === key);
    if (known) return clientOf(known);
    for (const install of [first, ...others]) {
      const client = clientOf(install);
      if (!(await hasChannel(client, channel))) continue;
      await channels.remember(channel, install.key);
      return client;
    }
    throw new NotifierTrouble(
      "no workspace with the Slack app has this channel",
      null,
      false,
      "place",
    );
  };
}

async function hasChannel(client: WebClient, channel: string): Promise<boolean> {
  try {
    if (isPersonId(channel)) await client.users.info({ user: channel });
    else await client.conversations.info({ channel });
    return true;
  } catch (error) {
    // Slack's own no; where it did not answer, nobody knows, and the outbox tries again.
    if (platformCode(error) === null) throw error;
    return false;
  }
}
