import { reopenChannel } from "../../../operations/notifications/reopen-channel.ts";
import type { World } from "../../../operations/world.ts";
import { errorFields, type SlackLog } from "../../slack-log.ts";

/** What is needed where a channel may take messages again. */
export type ChannelOpen = {
  readonly world: World;
  readonly log: SlackLog;
  readonly channel: string;
  readonly correlationId: string;
};

/** What was given up while the channel was archived, or without the app, is told there now. */
export async function onChannelOpen(open: ChannelOpen): Promise<void> {
  const { world, log, channel, correlationId } = open;
  const fields = { channel, correlationId };
  try {
    const revived = await reopenChannel(world, { channel });
    if (revived > 0) log.info({ ...fields, revived }, "a channel is open again");
  } catch (error) {
    // The clocks look at the channel within the hour all the same.
    log.error({ ...fields, ...errorFields(error) }, "an open channel was not noted");
  }
}
