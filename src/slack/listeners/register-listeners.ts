import type { App, ViewSubmitAction } from "@slack/bolt";
import type { SlackDesk } from "../caller.ts";
import { onAction } from "./actions/on-action.ts";
import { onCommand } from "./commands/on-command.ts";
import { onHomeOpened } from "./events/on-home-opened.ts";
import { onView } from "./views/on-view.ts";

/**
 * One listener for each kind of delivery, each looking its own table up. Bolt runs every listener
 * that matches, and a second acknowledgement throws; so nothing here may match twice.
 */
export function registerListeners(app: App, desk: SlackDesk): void {
  app.command(/.*/, ({ command, ack, context }) =>
    onCommand(desk, command, () => ack(), referenceOf(context)),
  );
  app.action({ type: "block_actions" }, ({ body, ack, context }) =>
    onAction(desk, body, () => ack(), referenceOf(context)),
  );
  app.view<ViewSubmitAction>(
    { type: "view_submission", callback_id: /.*/ },
    ({ body, ack, context }) =>
      onView(desk, body, (response) => ack(response), referenceOf(context)),
  );
  app.view({ type: "view_closed", callback_id: /.*/ }, ({ ack }) => ack());
  app.event("app_home_opened", async ({ event, context }) => {
    if (event.tab === "home") await onHomeOpened(desk, event.user, referenceOf(context));
  });
}

function referenceOf(context: { readonly [key: string]: unknown }): string {
  return String(context["correlationId"]);
}
