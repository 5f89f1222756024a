import { listSelectionChoices } from "../../operations/bill-runs/list-selection-choices.ts";
import { defaultRunRequest } from "../../operations/bill-runs/parse-run-filters.ts";
import { isRefusal } from "../../operations/refusal.ts";
import { createRunView } from "../modals/create-run-view.ts";
import { type CommandForm, todayOf } from "./commands/command.ts";

/** The form of a new run, which opens where no filters are given. */
export const createForm: CommandForm = {
  opensFor: (words) => words === "",
  title: "New bill run",
  open: async ({ world, actor, channel }) => {
    const choices = await listSelectionChoices(world, actor);
    if (isRefusal(choices)) return choices;
    return createRunView(defaultRunRequest(todayOf(world)), choices, channel);
  },
};
