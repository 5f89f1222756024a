import { createRunCountAction, createRunMoreAction } from "../../modals/create-run-view.ts";
import { readRunDraft } from "../../run-draft.ts";
import { drawCreateForm } from "../create-form.ts";
import { readCreateRunMetadata } from "../views/create-run.ts";
import type { ElementAction, ElementCall } from "./element-action.ts";

const act = () => ({ action: "slack.create", subject: "bill run" });

/** Draws the form anew: with what its fields select by now, or with all of its fields. */
async function drawAgain({ world, actor, view }: ElementCall, more: boolean) {
  if (!view) return null;
  const metadata = readCreateRunMetadata(view.metadata);
  const shown = { ...metadata, more: metadata.more || more };
  return drawCreateForm(world, actor, readRunDraft(view.values), shown);
}

/** What happens in the form of a new run before it is sent. */
export const createRunActions: readonly ElementAction[] = [
  { actionId: createRunCountAction, act, change: (call) => drawAgain(call, false) },
  { actionId: createRunMoreAction, act, change: (call) => drawAgain(call, true) },
];
