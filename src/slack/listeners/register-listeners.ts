import type { App, Context, ViewSubmitAction } from "@slack/bolt";
import type { SlackDesk } from "../caller.ts";
import type { SlackPlace } from "../slack-places.ts";
import { onAction } from "./actions/on-action.ts";
import { onCommand } from "./commands/on-command.ts";
import { onChannelOpen } from "./events/on-channel-open.ts";
import { onHomeOpened } from "./events/on-home-opened.ts";
import { type InstallEnd, onInstallEnded } from "./events/on-install-ended.ts";
import { onPersonChanged } from "./events/on-person-changed.ts";
import { onView } from "./views/on-view.ts";

/** What listeners work with, but for what depends on the workspace of a request. */
export type OpenDesk = Omit<SlackDesk, "client" | "people"> & {
  /** Where the app is installed has changed. */
  readonly forgetInstalls: () => void;
};

/**
 * One listener for each kind of delivery, each looking its own table up. Bolt runs every listener
 * that matches, and a second acknowledgement throws; so nothing here may match twice.
 */
export function registerListeners(app: App, open: OpenDesk): void {
  const at = (context: Context): SlackDesk => ({ ...open, ...placeOf(context) });
  app.command(/.*/, ({ command, ack, context }) =>
    onCommand(at(context), command, () => ack(), referenceOf(context)),
  );
  app.action({ type: "block_actions" }, ({ body, ack, context }) =>
    onAction(at(context), body, () => ack(), referenceOf(context)),
  );
  app.view<ViewSubmitAction>(
    { type: "view_submission", callback_id: /.*/ },
    ({ body, ack, context }) =>
      onView(at(context), body, (response) => ack(response), referenceOf(context)),
  );
  app.view({ type: "view_closed", callback_id: /.*/ }, ({ ack }) => ack());
  app.event("app_home_opened", async ({ event, context }) => {
    if (event.tab === "home") await onHomeOpened(at(context), event.user, referenceOf(context));
  });
  app.event("channel_unarchive", ({ event, context }) => opened(open, context, event.channel));
  app.event("group_unarchive", ({ event, context }) => opened(open, context, event.channel));
  app.event("member_joined_channel", async ({ event, body, context }) => {
    // Others who join change nothing about where the app may post.
    const isApp = body.authorizations?.some((one) => one.user_id === event.user);
    if (isApp) await opened(open, context, event.channel);
  });
  app.event("user_change", async ({ event, context }) => {
    await onPersonChanged(at(context), event.user, referenceOf(context));
  });
  app.event("app_uninstalled", ({ context }) => ended(open, context, "app_uninstalled"));
  app.event("tokens_revoked", async ({ event, context }) => {
    // A person's own token may be revoked; what the app says, it says with the bot's.
    if (event.tokens.bot?.length) await ended(open, context, "tokens_revoked");
  });
}

async function opened({ world, log }: OpenDesk, context: Context, channel: string): Promise<void> {
  await onChannelOpen({ world, log, channel, correlationId: referenceOf(context) });
}

async function ended(open: OpenDesk, context: Context, why: InstallEnd["why"]): Promise<void> {
  const { world, log } = open;
  const { install } = placeOf(context);
  await onInstallEnded({ world, log, install, why, correlationId: referenceOf(context) });
  open.forgetInstalls();
}

/** The intake puts it there, with the reference. */
function placeOf(context: Context): SlackPlace {
  return context["place"] as SlackPlace;
}

function referenceOf(context: Context): string {
  return String(context["correlationId"]);
}
