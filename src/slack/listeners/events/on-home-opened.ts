import type { HomeView } from "@slack/web-api";
import { loadHome } from "../../../operations/home/load-home.ts";
import { loadWelcome } from "../../../operations/home/load-welcome.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { homeView, welcomeView } from "../../modals/home-view.ts";
import { errorFields } from "../../slack-log.ts";

/** Draws the app's home page for whoever opens it, and anew after they acted there. */
export async function onHomeOpened(
  desk: SlackDesk,
  slackId: string,
  correlationId: string,
): Promise<void> {
  const caller: Caller = { slackId, channel: null, responseUrl: null, correlationId };
  const { world, client, log } = desk;
  try {
    const actor = await actorOf(desk, caller, { action: "slack.home", subject: "home" });
    const home = isRefusal(actor) ? actor : await loadHome(world, actor);
    const blocks = isRefusal(home)
      ? welcomeView(home, await loadWelcome(world))
      : homeView(home, world.clock.now());
    const view: HomeView = { type: "home", blocks };
    await client.views.publish({ user_id: slackId, view });
  } catch (error) {
    log.error({ ...errorFields(error), correlationId, slackId }, "no home page");
  }
}
