import { listBillRuns } from "../../../operations/bill-runs/list-bill-runs.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { refusalMessage } from "../../messages/refusal-message.ts";
import { homeView } from "../../modals/home-view.ts";
import { errorFields } from "../../slack-log.ts";
import { commands } from "../commands/commands.ts";

/** So many runs stand on the home page. */
const shown = 10;

/** Draws the app's home page for whoever opens it: the latest runs, and the commands. */
export async function onHomeOpened(
  desk: SlackDesk,
  slackId: string,
  correlationId: string,
): Promise<void> {
  const caller: Caller = { slackId, channel: null, responseUrl: null, correlationId };
  try {
    const actor = await actorOf(desk, caller, { action: "slack.home", subject: "home" });
    const runs = isRefusal(actor) ? actor : await listBillRuns(desk.world, actor, { limit: shown });
    const blocks = isRefusal(runs) ? refusalMessage(runs).blocks : homeView(runs, commands);
    await desk.client.views.publish({ user_id: slackId, view: { type: "home", blocks } });
  } catch (error) {
    desk.log.error({ ...errorFields(error), correlationId, slackId }, "no home page");
  }
}
