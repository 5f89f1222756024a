import type { RunOptions, Selection } from "../billing/bill-run/proposal.ts";
import { parseMinimum } from "../operations/bill-runs/parse-run-options.ts";
import { isRefusal } from "../operations/refusal.ts";
import { type FormValues, readField } from "./listeners/views/form-values.ts";

/** Block ids of the form of a new run. */
export const createRunFields = {
  name: "name",
  targetOn: "target_on",
  invoiceOn: "invoice_on",
  segments: "segments",
  tags: "tags",
  accounts: "accounts",
  currencies: "currencies",
  plans: "plans",
  billCycleDays: "bill_cycle_days",
  chargeTypes: "charge_types",
  kind: "kind",
  documentsPer: "documents_per",
  creditMemos: "credit_memos",
  zeroInvoices: "zero_invoices",
  minimumInvoice: "minimum_invoice",
} as const;

/** What stands in the form, as it was typed and chosen. */
export type RunDraft = {
  readonly name: string;
  readonly targetOn: string;
  readonly invoiceOn: string;
  readonly segments: readonly string[];
  readonly tags: readonly string[];
  /** Keys with commas or blanks between. */
  readonly accounts: string;
  readonly currencies: readonly string[];
  readonly plans: readonly string[];
  readonly billCycleDays: readonly string[];
  readonly chargeTypes: readonly string[];
  /** "ad-hoc" or "catch-up". */
  readonly kind: string;
  /** These are "" where they are as the settings say. */
  readonly documentsPer: string;
  readonly creditMemos: string;
  readonly zeroInvoices: string;
  readonly minimumInvoice: string;
};

/** An empty form with its days. */
export function emptyDraft(days: Pick<RunDraft, "targetOn" | "invoiceOn">): RunDraft {
  return {
    ...days,
    ...{ name: "", segments: [], tags: [], accounts: "", currencies: [], plans: [] },
    ...{ billCycleDays: [], chargeTypes: [], kind: "ad-hoc", documentsPer: "" },
    ...{ creditMemos: "", zeroInvoices: "", minimumInvoice: "" },
  };
}

/** Keeps an option at what the settings say: Slack's options have a value in any case. */
export const asSet = "as-set";

/** The form's fields as they stand now. */
export function readRunDraft(values: FormValues): RunDraft {
  const text = (field: keyof typeof createRunFields) =>
    readField(values, createRunFields[field]).text;
  const list = (field: keyof typeof createRunFields) =>
    readField(values, createRunFields[field]).chosen;
  const one = (field: keyof typeof createRunFields) => {
    const chosen = list(field)[0] ?? "";
    return chosen === asSet ? "" : chosen;
  };
  return {
    ...{ name: text("name"), targetOn: text("targetOn"), invoiceOn: text("invoiceOn") },
    ...{ segments: list("segments"), tags: list("tags"), accounts: text("accounts") },
    ...{ currencies: list("currencies"), plans: list("plans") },
    ...{ billCycleDays: list("billCycleDays"), chargeTypes: list("chargeTypes") },
    ...{ kind: one("kind") || "ad-hoc", documentsPer: one("documentsPer") },
    ...{ creditMemos: one("creditMemos"), zeroInvoices: one("zeroInvoices") },
    minimumInvoice: text("minimumInvoice"),
  };
}

/** Keys typed with commas, semicolons or blanks between, each once. */
export function splitKeys(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
}

const chargeTypes = ["recurring", "one-time", "usage"] as const;

/** Whom and what the draft selects; what is empty is no condition. */
export function selectionOfDraft(draft: RunDraft): Selection {
  const { segments, tags, currencies, plans } = draft;
  const lists = {
    ...{ segments, tags, currencies, plans, accounts: splitKeys(draft.accounts) },
    billCycleDays: draft.billCycleDays.map(Number).filter((day) => day >= 1 && day <= 31),
    chargeTypes: chargeTypes.filter((type) => draft.chargeTypes.includes(type)),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
}

/** How documents are made, where the draft says other than the settings. */
export function optionsOfDraft(draft: RunDraft): RunOptions {
  const { documentsPer, creditMemos, zeroInvoices } = draft;
  const minimum = minimumOfDraft(draft);
  return {
    ...(documentsPer === "account" || documentsPer === "subscription" ? { documentsPer } : {}),
    ...(creditMemos === "net" || creditMemos === "separate" || creditMemos === "keep-back"
      ? { creditMemos }
      : {}),
    ...(zeroInvoices === "issue" || zeroInvoices === "skip" ? { zeroInvoices } : {}),
    ...(minimum && !isRefusal(minimum) ? { minimumInvoice: minimum.amounts } : {}),
  };
}

/** The least amounts that were typed; null where nothing was. Refuses `filter_invalid`. */
export function minimumOfDraft({ minimumInvoice }: RunDraft) {
  return minimumInvoice.trim() === "" ? null : parseMinimum(minimumInvoice);
}
