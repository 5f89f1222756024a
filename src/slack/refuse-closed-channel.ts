import { type Refusal, refuse } from "../operations/refusal.ts";
import type { SlackDesk } from "./caller.ts";
import { platformCode } from "./notifier-trouble.ts";
import { errorFields } from "./slack-log.ts";

/**
 * Refuses with `channel_closed` where the app may not post: in a private channel it was not invited
 * to, which does not even exist for it. Into public ones it may post without being a member. A
 * question that Slack does not answer stops nothing.
 */
export async function refuseClosedChannel(
  desk: SlackDesk,
  channel: string,
  where: "here" | "there",
): Promise<Refusal | null> {
  try {
    const { channel: found } = await desk.client.conversations.info({ channel });
    return found?.is_private && !found.is_member ? closed[where] : null;
  } catch (error) {
    if (platformCode(error) === "channel_not_found") return closed[where];
    desk.log.warn({ ...errorFields(error), channel }, "Slack did not say what channel this is");
    return null;
  }
}

const closed = {
  here: refuse(
    "channel_closed",
    "I am not in this channel, so a run made here would have no card.",
    "Invite me to this channel first: /invite @billrun",
  ),
  there: refuse(
    "channel_closed",
    "I am not in that channel, so it would hear of nothing.",
    "Invite me there first: go to it and type /invite @billrun",
  ),
} as const;
