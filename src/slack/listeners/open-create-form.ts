import { listSelectionChoices } from "../../operations/bill-runs/list-selection-choices.ts";
import { defaultRunRequest } from "../../operations/bill-runs/parse-run-filters.ts";
import { isRefusal } from "../../operations/refusal.ts";
import type { Actor } from "../../operations/world.ts";
import type { Caller, SlackDesk } from "../caller.ts";
import { createRunView } from "../modals/create-run-view.ts";
import { viewOf } from "../tell.ts";
import { todayOf } from "./commands/command.ts";
import { openAndFill } from "./open-and-fill.ts";

/** Opens the form of a new run; it is filled once the person and the choices are known. */
export async function openCreateForm(
  desk: SlackDesk,
  caller: Caller,
  triggerId: string,
): Promise<void> {
  const title = "New bill run";
  const act = { action: "slack.create", subject: "bill run" };
  await openAndFill(desk, caller, { triggerId, title, act }, async (actor: Actor) => {
    const choices = await listSelectionChoices(desk.world, actor);
    if (isRefusal(choices)) return viewOf(title, choices);
    const request = defaultRunRequest(todayOf(desk.world));
    return createRunView(request, choices, caller.channel ?? "");
  });
}
