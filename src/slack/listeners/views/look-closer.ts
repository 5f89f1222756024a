import { listRunAccounts } from "../../../operations/bill-runs/list-run-accounts.ts";
import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import type { Actor, World } from "../../../operations/world.ts";
import { readAccountsFilter } from "../../modals/accounts-filter.ts";
import {
  accountsOnPage,
  lookCloserCallback,
  lookCloserFields,
  lookCloserView,
} from "../../modals/look-closer-view.ts";
import { readAccountsReference } from "../../run-reference.ts";
import { type FormValues, readField } from "./form-values.ts";
import type { RunForm } from "./run-form.ts";

/** A run's accounts as its modal asks for them: narrowed, searched, one page. */
export async function listAsAsked(
  world: World,
  actor: Actor,
  asked: { readonly metadata: string; readonly values: FormValues; readonly page: number },
) {
  const seen = readAccountsReference(asked.metadata);
  if (!seen) return unreadableList();
  const [chosen = ""] = readField(asked.values, lookCloserFields.filter).chosen;
  const { text } = readField(asked.values, lookCloserFields.search);
  const filter = readAccountsFilter(chosen, text.slice(0, 80));
  const page = { number: seen.run, filter, page: asked.page, size: accountsOnPage };
  const closer = await listRunAccounts(world, actor, page);
  return isRefusal(closer) ? closer : lookCloserView(closer);
}

/** The answer to a modal that does not say which run it is about. */
export function unreadableList(): Refusal {
  return refuse("form_invalid", "I can't read which run this is about.", "Open it again.");
}

/** The list stays open; sending it searches. */
export const lookCloserForm: RunForm = {
  callback: lookCloserCallback,
  title: "Look closer",
  act: ({ metadata }) => {
    const seen = readAccountsReference(metadata);
    return { action: "slack.lookCloser", subject: seen ? `BR-${seen.run}` : "bill run" };
  },
  check: () => null,
  submit: ({ world, actor, form }) => listAsAsked(world, actor, { ...form, page: 0 }),
  channelOf: () => null,
  fieldOf: () => null,
};
