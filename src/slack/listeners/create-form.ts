import type { ModalView } from "@slack/web-api";
import { requirePermission } from "../../operations/approvals/require-permission.ts";
import { countSelection } from "../../operations/bill-runs/count-selection.ts";
import { listSelectionChoices } from "../../operations/bill-runs/list-selection-choices.ts";
import { defaultRunRequest } from "../../operations/bill-runs/parse-run-filters.ts";
import { isRefusal, type Refusal } from "../../operations/refusal.ts";
import { todayOf } from "../../operations/today.ts";
import type { Actor, World } from "../../operations/world.ts";
import { type CreateRunMetadata, createRunView } from "../modals/create-run-view.ts";
import { emptyDraft, type RunDraft, selectionOfDraft } from "../run-draft.ts";
import type { CommandForm } from "./commands/command.ts";

/** The form of a new run, which opens where no filters are given. Who may not make one is told. */
export const createForm: CommandForm = {
  opensFor: (words) => words === "",
  title: "New bill run",
  open: async ({ world, actor, channel }) => {
    const no = requirePermission(actor, "prepare");
    if (no) return no;
    const draft = emptyDraft(defaultRunRequest(await todayOf(world)));
    return drawCreateForm(world, actor, draft, { channel, more: false });
  },
};

/** The form as it is to stand with what is in its fields. */
export async function drawCreateForm(
  world: World,
  actor: Actor,
  draft: RunDraft,
  metadata: CreateRunMetadata,
): Promise<ModalView | Refusal> {
  const [choices, counted] = await Promise.all([
    listSelectionChoices(world, actor),
    countSelection(world, actor, selectionOfDraft(draft)),
  ]);
  if (isRefusal(choices)) return choices;
  if (isRefusal(counted)) return counted;
  return createRunView({ draft, choices, metadata, counted });
}
