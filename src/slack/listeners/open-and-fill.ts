import type { ModalView } from "@slack/web-api";
import { isRefusal } from "../../operations/refusal.ts";
import type { Actor } from "../../operations/world.ts";
import { actorOf, type Caller, type SlackDesk } from "../caller.ts";
import { waitingView } from "../modals/plain-view.ts";
import { platformCode } from "../notifier-trouble.ts";
import { noted } from "../request-trail.ts";
import { showTrouble, tellUnopened, viewOf } from "../tell.ts";

/** What a modal is opened for. */
export type Opening = {
  readonly triggerId: string;
  readonly title: string;
  readonly act: { readonly action: string; readonly subject: string };
  /** On top of the modal that is open; Slack shows three at most. */
  readonly onTop?: boolean;
};

/**
 * Opens a modal at once, since a trigger holds for three seconds and opens one modal only, then
 * fills it with what `fill` gives. The hash keeps a slow answer from covering a newer one.
 */
export async function openAndFill(
  desk: SlackDesk,
  caller: Caller,
  { triggerId, title, act, onTop = false }: Opening,
  fill: (actor: Actor) => Promise<ModalView>,
): Promise<void> {
  const wanted = { trigger_id: triggerId, view: waitingView(title) };
  const asked = onTop ? desk.client.views.push(wanted) : desk.client.views.open(wanted);
  const opened = await asked.catch(toError);
  if (opened instanceof Error) return tellUnopened(desk, caller, opened);
  const { id, hash } = opened.view ?? {};
  if (!id) throw new Error("Slack opened no modal");
  try {
    const actor = await actorOf(desk, caller, act);
    const view = isRefusal(actor) ? viewOf(title, noted(caller, actor)) : await fill(actor);
    await desk.client.views.update({ view_id: id, ...(hash ? { hash } : {}), view });
  } catch (error) {
    // Closed by the person meanwhile: there is nobody to show anything to.
    if (platformCode(error) === "not_found") return;
    await showTrouble(desk, caller, id, error);
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
