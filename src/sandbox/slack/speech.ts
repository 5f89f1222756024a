import { canSee, findMessage, openDirectMessage } from "./conversations.ts";
import { type Answer, deliver, deliverEvent } from "./delivery.ts";
import type { Message } from "./model.ts";
import { encodeEntities } from "./mrkdwn.ts";
import {
  actingTeam,
  eventParcel,
  interactionBase,
  interactionParcel,
  responseAddress,
  type Slack,
} from "./payloads.ts";
import { postMessage } from "./post.ts";
import { messageJson, viewJson } from "./slack-json.ts";
import { issueResponseUrl, issueTrigger } from "./triggers.ts";
import { nextTs } from "./workspace.ts";

/**
 * Says something in a channel, a direct message or a thread. The app hears of it where it is a
 * member. Throws if the person can't see the channel.
 */
export async function say(
  slack: Slack,
  speech: { personId: string; channelId: string; text: string; threadTs?: string | undefined },
): Promise<Message> {
  const { workspace } = slack;
  const conversation = workspace.conversations.get(speech.channelId);
  if (!conversation || !canSee(workspace, conversation, speech.personId)) {
    throw new Error("There is no such channel for this person");
  }
  const message = postMessage(workspace, {
    channelId: speech.channelId,
    userId: speech.personId,
    text: withMentions(slack, encodeEntities(speech.text)),
    threadTs: speech.threadTs,
  });
  if (conversation.members.includes(workspace.bot.id)) {
    const event = {
      ...messageJson(workspace, message),
      channel: speech.channelId,
      channel_type: conversation.kind,
      event_ts: message.ts,
    };
    const teamId = actingTeam(workspace, speech.personId).id;
    await deliverEvent(slack.courier, eventParcel(workspace, event, teamId));
    if (message.text.includes(`<@${workspace.bot.id}>`)) {
      const mention = { ...event, type: "app_mention" };
      await deliverEvent(slack.courier, eventParcel(workspace, mention, teamId));
    }
  }
  return message;
}

function withMentions(slack: Slack, text: string): string {
  const people = [...slack.workspace.peopleById.values()];
  return text.replace(/(?<!\S)@([a-z0-9._-]+)/gi, (whole, name: string) => {
    const person = people.find((one) => one.name === name.toLowerCase());
    return person ? `<@${person.id}>` : whole;
  });
}

/** Opens the app's Home tab, which tells the app that it may publish something there. */
export async function openHome(slack: Slack, personId: string): Promise<Answer> {
  const { workspace } = slack;
  const home = workspace.homes.get(personId);
  const event = {
    type: "app_home_opened",
    user: personId,
    channel: openDirectMessage(workspace, personId).id,
    tab: "home",
    event_ts: nextTs(workspace),
    ...(home ? { view: viewJson(workspace, home) } : {}),
  };
  const teamId = actingTeam(workspace, personId).id;
  return deliverEvent(slack.courier, eventParcel(workspace, event, teamId));
}

/** Uses a global shortcut, or a message shortcut if there is a message. */
export async function useShortcut(
  slack: Slack,
  use: { personId: string; callbackId: string; message?: { channelId: string; ts: string } },
): Promise<Answer> {
  const { workspace } = slack;
  const base = {
    ...interactionBase(workspace, use.personId),
    callback_id: use.callbackId,
    action_ts: nextTs(workspace),
    trigger_id: issueTrigger(workspace, use.personId, {
      channelId: use.message?.channelId ?? null,
    }).id,
  };
  const message = use.message && findMessage(workspace, use.message.channelId, use.message.ts);
  if (!message) {
    const payload = { type: "shortcut", ...base };
    return deliver(slack.courier, interactionParcel("shortcut", use.callbackId, payload));
  }
  const responseId = issueResponseUrl(workspace, {
    personId: use.personId,
    channelId: message.channelId,
    origin: { kind: "message", ts: message.ts },
  });
  const payload = {
    type: "message_action",
    ...base,
    channel: {
      id: message.channelId,
      name: workspace.conversations.get(message.channelId)?.name ?? "",
    },
    message: messageJson(workspace, message),
    message_ts: message.ts,
    response_url: responseAddress(slack, responseId),
  };
  return deliver(slack.courier, interactionParcel("message_action", use.callbackId, payload));
}
