import type { BlockAction } from "@slack/bolt";
import type { ModalView } from "@slack/web-api";
import { z } from "zod";
import { isRefusal } from "../../../operations/refusal.ts";
import { actorOf, type Caller, type SlackDesk } from "../../caller.ts";
import { noted } from "../../request-trail.ts";
import { tell, viewOf } from "../../tell.ts";
import { openAndFill } from "../open-and-fill.ts";
import type { FormValues } from "../views/form-values.ts";
import type { ActedView, ElementAction, ElementCall } from "./element-action.ts";

const short = z.string().max(2_000);

/** What was chosen, whatever kind of element it was. */
const chosen = z.looseObject({
  value: short.nullish(),
  selected_option: z.looseObject({ value: short }).nullish(),
  selected_options: z.array(z.looseObject({ value: short })).nullish(),
  selected_date: short.nullish(),
  selected_user: short.nullish(),
  selected_channel: short.nullish(),
  selected_conversation: short.nullish(),
});

/** A choice as text; several options with commas between. */
export function chosenValue(element: unknown): string {
  const { data } = chosen.safeParse(element);
  if (!data) return "";
  const options = data.selected_options?.map(({ value }) => value).join(",");
  return (
    data.selected_option?.value ??
    options ??
    data.selected_date ??
    data.selected_user ??
    data.selected_channel ??
    data.selected_conversation ??
    data.value ??
    ""
  );
}

/** Does what stands behind a button, menu or picker; it is acknowledged already. */
export async function onElement(
  desk: SlackDesk,
  caller: Caller,
  known: ElementAction,
  body: BlockAction,
): Promise<void> {
  const value = chosenValue(body.actions[0]);
  const what = known.act(value);
  const { world, people } = desk;
  const { channel, slackId } = caller;
  const view = actedView(body);
  const message = messagePlace(body);
  const callOf = (actor: ElementCall["actor"]) => ({
    ...{ world, actor, people, slackId, value, channel, message, view },
  });
  if ("open" in known) {
    if (known.check) {
      const actor = await actorOf(desk, caller, what);
      const no = isRefusal(actor) ? actor : await known.check(callOf(actor));
      if (no) return tell(desk, caller, no);
    }
    const onTop = view?.type === "modal";
    const opening = { triggerId: body.trigger_id, title: known.title, act: what, onTop };
    return openAndFill(desk, caller, opening, async (actor) => {
      const opened = noted(caller, await known.open(callOf(actor)));
      return isRefusal(opened) ? viewOf(known.title, opened) : opened;
    });
  }
  const actor = await actorOf(desk, caller, what);
  if (isRefusal(actor)) return tell(desk, caller, actor);
  if ("change" in known) {
    return change(desk, body, noted(caller, await known.change(callOf(actor))));
  }
  const answer = await known.run(callOf(actor));
  if (answer) await tell(desk, caller, answer);
}

/** The hash keeps a slow answer from covering a newer one. */
async function change(
  desk: SlackDesk,
  body: BlockAction,
  changed: ModalView | Parameters<typeof viewOf>[1] | null,
): Promise<void> {
  if (!changed || !body.view) return;
  const { id, hash } = body.view;
  const view = "type" in changed ? changed : viewOf(body.view.title.text, changed);
  try {
    await desk.client.views.update({ view_id: id, ...(hash ? { hash } : {}), view });
  } catch (error) {
    // A newer choice was quicker; its own answer comes.
    if (!String(error).includes("hash_conflict")) throw error;
  }
}

function actedView(body: BlockAction): ActedView | null {
  if (!body.view) return null;
  const { id, type, callback_id: callback, private_metadata: metadata, state } = body.view;
  const values = (state?.values ?? {}) as FormValues;
  return { id, type: type === "modal" ? "modal" : "home", callback, metadata, values };
}

function messagePlace(body: BlockAction): ElementCall["message"] {
  const channel = body.channel?.id;
  const ts = body.message?.ts;
  return channel !== undefined && ts !== undefined ? { channel, ts } : null;
}
