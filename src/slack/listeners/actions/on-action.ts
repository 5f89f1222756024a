import type { BlockAction } from "@slack/bolt";
import { isRefusal } from "../../../operations/refusal.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { oldMessage, unreadableButton } from "../../messages/notice-message.ts";
import { leavingTrail, noted, noteOutcome } from "../../request-trail.ts";
import { runActions } from "../../run-buttons.ts";
import { type RunReference, readRunReference } from "../../run-reference.ts";
import { tell, tellTrouble, viewOf } from "../../tell.ts";
import { onHomeOpened } from "../events/on-home-opened.ts";
import { openAndFill } from "../open-and-fill.ts";
import { actions } from "./actions.ts";
import type { ElementAction } from "./element-action.ts";
import { elementActions } from "./element-actions.ts";
import { chosenValue, onElement } from "./on-element.ts";
import type { RunAction } from "./run-action.ts";

/**
 * Answers a click, acknowledged at once. A button that nothing knows any more gets an answer too:
 * without one Slack waits three seconds and shows an error.
 */
export async function onAction(
  open: SlackDesk,
  body: BlockAction,
  ack: () => Promise<void>,
  correlationId: string,
): Promise<void> {
  await ack();
  const [clicked] = body.actions;
  if (!clicked) return;
  const clickedBy = {
    slackId: body.user.id,
    channel: body.channel?.id ?? null,
    responseUrl: body.response_url ?? null,
    correlationId,
  };
  const click = readClick(body);
  await leavingTrail(open, clickedBy, click.what, async (desk, caller) => {
    try {
      await answer(desk, caller, click, body);
    } catch (error) {
      await tellTrouble(desk, caller, error);
    }
    // What was done on the home page changes what waits there.
    if (body.view?.type === "home") await onHomeOpened(desk, clickedBy.slackId, correlationId);
  });
}

/** What a click is about, as far as the tables here know it. */
type Click = {
  /** What was tried, as the audit trail says it. */
  readonly what: { readonly action: string; readonly subject: string };
} & (
  | { readonly element: ElementAction }
  | { readonly known: RunAction; readonly seen: RunReference | null }
  | { readonly unknown: string }
);

function readClick(body: BlockAction): Click {
  const clicked = body.actions[0];
  const id = clicked?.action_id ?? "";
  const element = elementActions.find(({ actionId }) => actionId === id);
  if (element) return { what: element.act(chosenValue(clicked)), element };
  const known = actions.find(({ action }) => runActions[action] === id);
  if (!known) return { what: { action: "slack.button", subject: id }, unknown: id };
  const seen = readRunReference(clicked && "value" in clicked ? clicked.value : null);
  const subject = seen ? `BR-${seen.run}` : known.action;
  return { what: { action: `slack.${known.action}`, subject }, known, seen };
}

async function answer(
  desk: SlackDesk,
  caller: Caller,
  click: Click,
  body: BlockAction,
): Promise<void> {
  if ("element" in click) return onElement(desk, caller, click.element, body);
  if ("unknown" in click) {
    noteOutcome(caller, "button_old");
    return tell(desk, caller, oldMessage());
  }
  if (!click.seen) {
    const { correlationId } = caller;
    desk.log.warn({ correlationId, action: click.known.action }, "a button's value was not ours");
    return tell(desk, caller, unreadableButton());
  }
  // A click in a modal opens the next one on top of it.
  const onTop = body.view?.type === "modal";
  const opening = { seen: click.seen, triggerId: body.trigger_id, onTop };
  await act(desk, caller, click.known, opening);
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
      const view = noted(caller, await known.open({ world, actor, seen, channel }));
      return isRefusal(view) ? viewOf(known.title, view) : view;
    });
  }
  const actor = await actorOf(desk, caller, what);
  if (isRefusal(actor)) return tell(desk, caller, actor);
  await tell(desk, caller, await known.run({ world, actor, seen, channel }));
}
