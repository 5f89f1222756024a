import type { BlockAction } from "@slack/bolt";
import { isRefusal } from "../../../operations/refusal.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { oldMessage, unreadableButton } from "../../messages/notice-message.ts";
import { runActions } from "../../run-buttons.ts";
import { type RunReference, readRunReference } from "../../run-reference.ts";
import { tell, tellTrouble, viewOf } from "../../tell.ts";
import { openAndFill } from "../open-and-fill.ts";
import { actions } from "./actions.ts";
import { elementActions } from "./element-actions.ts";
import { onElement } from "./on-element.ts";
import type { RunAction } from "./run-action.ts";

/**
 * Answers a click, acknowledged at once. A button that nothing knows any more gets an answer too:
 * without one Slack waits three seconds and shows an error.
 */
export async function onAction(
  desk: SlackDesk,
  body: BlockAction,
  ack: () => Promise<void>,
  correlationId: string,
): Promise<void> {
  await ack();
  const caller: Caller = {
    slackId: body.user.id,
    channel: body.channel?.id ?? null,
    responseUrl: body.response_url ?? null,
    correlationId,
  };
  try {
    const clicked = body.actions[0];
    if (!clicked) return;
    const element = elementActions.find(({ actionId }) => actionId === clicked.action_id);
    if (element) return await onElement(desk, caller, element, body);
    const known = actions.find(({ action }) => runActions[action] === clicked.action_id);
    if (!known) return await tell(desk, caller, oldMessage());
    const seen = readRunReference("value" in clicked ? clicked.value : null);
    if (!seen) {
      desk.log.warn({ correlationId, action: known.action }, "a button's value was not ours");
      return await tell(desk, caller, unreadableButton());
    }
    await act(desk, caller, known, {
      seen,
      triggerId: body.trigger_id,
      // A click in a modal opens the next one on top of it.
      onTop: body.view?.type === "modal",
    });
  } catch (error) {
    await tellTrouble(desk, caller, error);
  }
}

async function act(
  desk: SlackDesk,
  caller: Caller,
  known: RunAction,
  { seen, triggerId, onTop }: { seen: RunReference; triggerId: string; onTop: boolean },
): Promise<void> {
  const what = { action: `slack.${known.action}`, subject: `BR-${seen.run}` };
  const { world } = desk;
  const { channel } = caller;
  if ("open" in known) {
    if (known.check) {
      const actor = await actorOf(desk, caller, what);
      const no = isRefusal(actor) ? actor : await known.check({ world, actor, seen, channel });
      if (no) return tell(desk, caller, no);
    }
    const opening = { triggerId, title: known.title, act: what, onTop };
    return openAndFill(desk, caller, opening, async (actor) => {
      const view = await known.open({ world, actor, seen, channel });
      return isRefusal(view) ? viewOf(known.title, view) : view;
    });
  }
  const actor = await actorOf(desk, caller, what);
  if (isRefusal(actor)) return tell(desk, caller, actor);
  await tell(desk, caller, await known.run({ world, actor, seen, channel }));
}
