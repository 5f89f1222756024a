import { type Answer, deliverEvent, replayLast } from "./delivery.ts";
import { botTokens, restoreTokens, uninstall } from "./installation.ts";
import type { Chaos } from "./model.ts";
import { eventParcel, type Slack } from "./payloads.ts";
import { userJson } from "./slack-json.ts";
import type { DisconnectReason } from "./socket-link.ts";
import { changed, nextTs } from "./workspace.ts";

/** What can be done to a running local Slack, at once. */
export type ChaosDeeds = {
  /** Sends the last request to the app once more, byte for byte. */
  replayLast: () => Promise<Answer | null>;
  /** Deactivates a person, or takes them back, and tells the app. */
  setDeactivated: (personId: string, isDeactivated: boolean) => void;
  /** Ends the app's sockets; returns how many there were. None without Socket Mode. */
  disconnectSocket: (reason: DisconnectReason) => number;
  /** Archives a channel, or takes it back, and tells the app. */
  setArchived: (channelId: string, isArchived: boolean) => void;
  /** Invites the app, or somebody, to a channel and tells the app; or takes them out. */
  setInvited: (channelId: string, isInvited: boolean, personId?: string) => void;
  /** Takes all tokens of the bot away and tells the app, or makes them good again. */
  setRevoked: (isRevoked: boolean, teamId?: string) => void;
};

/** Switches for what may go wrong, and deeds. */
export type ChaosControls = Chaos & ChaosDeeds;

/** The controls of a running local Slack. */
export function chaosControls(slack: Slack): ChaosControls {
  return Object.assign(slack.workspace.chaos, chaosDeeds(slack));
}

/** What can be done to a running local Slack. */
export function chaosDeeds(slack: Slack): ChaosDeeds {
  const { workspace } = slack;
  return {
    replayLast: () => replayLast(slack.courier),
    disconnectSocket: (reason: DisconnectReason) => slack.link?.disconnect(reason) ?? 0,
    setArchived: (channelId: string, isArchived: boolean) =>
      setArchived(slack, channelId, isArchived),
    setInvited: (channelId: string, isInvited: boolean, personId = workspace.bot.id) =>
      setInvited(slack, channelId, isInvited, personId),
    setDeactivated: (personId: string, isDeactivated: boolean) =>
      setDeactivated(slack, personId, isDeactivated),
    setRevoked: (isRevoked: boolean, teamId = workspace.team.id) => {
      if (isRevoked) uninstall(slack, teamId, botTokens(slack, teamId));
      else restoreTokens(slack, teamId);
    },
  };
}

function setDeactivated(slack: Slack, personId: string, isDeactivated: boolean): void {
  const { workspace, courier } = slack;
  const person = workspace.peopleById.get(personId);
  if (!person) return;
  const now = { ...person, isDeactivated };
  workspace.peopleById.set(personId, now);
  changed(workspace, "sidebar", "conversation", "hood");
  const event = {
    type: "user_change",
    user: userJson(workspace, now),
    event_ts: nextTs(workspace),
  };
  void deliverEvent(courier, eventParcel(workspace, event));
}

function setArchived(slack: Slack, channelId: string, isArchived: boolean): void {
  const { workspace, courier } = slack;
  const conversation = workspace.conversations.get(channelId);
  if (conversation?.kind !== "channel") return;
  conversation.isArchived = isArchived;
  changed(workspace, "sidebar", "conversation", "composer", "hood");
  if (!conversation.members.includes(workspace.bot.id)) return;
  // Slack's word for a private channel is another.
  const kind = conversation.isPrivate ? "group" : "channel";
  const event = {
    type: `${kind}_${isArchived ? "archive" : "unarchive"}`,
    channel: channelId,
    user: conversation.members[0],
    event_ts: nextTs(workspace),
  };
  void deliverEvent(courier, eventParcel(workspace, event));
}

function setInvited(slack: Slack, channelId: string, isInvited: boolean, personId: string): void {
  const { workspace, courier } = slack;
  const conversation = workspace.conversations.get(channelId);
  if (conversation?.kind !== "channel") return;
  const others = conversation.members.filter((one) => one !== personId);
  conversation.members = isInvited ? [...others, personId] : others;
  changed(workspace, "sidebar", "conversation", "composer", "hood");
  if (!isInvited || !conversation.members.includes(workspace.bot.id)) return;
  const event = {
    ...{ type: "member_joined_channel", user: personId, channel: channelId, channel_type: "C" },
    ...{ team: workspace.team.id, inviter: others[0], event_ts: nextTs(workspace) },
  };
  void deliverEvent(courier, eventParcel(workspace, event));
}
