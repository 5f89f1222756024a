import type {
  Button,
  InputBlock,
  KnownBlock,
  ModalView,
  MultiStaticSelect,
  PlainTextOption,
  StaticSelect,
} from "@slack/web-api";
import { kindsText, policyKinds } from "../../billing/approvals/approval-kind.ts";
import type { PolicyView } from "../../operations/approvals/show-policy.ts";
import { buttons, context, cut, header } from "../blocks.ts";
import { mostTiers, type PolicyDraft, type TierDraft, tierField } from "../policy-draft.ts";
import { plainName } from "../text/safe-text.ts";

/** The name under which the form's submission arrives. */
export const policyFormCallback = "propose_policy";
/** The name under which the wish for another tier arrives. */
export const addTierAction = "approval_policy_add_tier";

/** What the form carries: how many tiers it has, and where its card and its answer go. */
export type PolicyFormMetadata = {
  readonly tiers: number;
  readonly channel: string | null;
  /** In which amounts are read before the books are asked; they say it again. */
  readonly currency: string;
};

/** Slack shows at most 100 options. */
const mostOptions = 100;

const voteNames: readonly (readonly [value: string, label: string])[] = [
  ["0", "Nobody (scheduled runs only)"],
  ["1", "1 other person"],
  ["2", "2 people"],
  ["3", "3 people"],
  ["4", "4 people"],
  ["5", "5 people"],
];
const controllerNames = [
  ["0", "No controller needed"],
  ["1", "One a controller"],
  ["2", "Two of them controllers"],
  ["3", "Three of them controllers"],
] as const;

/** The form in which a change of the policy is proposed, tier by tier. */
export function policyFormView(
  view: PolicyView,
  draft: PolicyDraft,
  channel: string | null,
): ModalView {
  const { currency } = view;
  const metadata: PolicyFormMetadata = { tiers: draft.tiers.length, channel, currency };
  const add: Button = {
    type: "button",
    action_id: addTierAction,
    text: plain("Add a tier"),
    value: "tier",
  };
  return {
    type: "modal",
    callback_id: policyFormCallback,
    title: plain("Change the policy"),
    submit: plain("Propose the change"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify(metadata),
    blocks: [
      context("The strictest of all tiers that apply holds. A tier without people is left out."),
      ...draft.tiers.flatMap((tier, index) => tierBlocks(view, tier, index)),
      ...buttons(draft.tiers.length < mostTiers ? [add] : []),
      header("For all of them"),
      textField("typedAbove", "Approvers type the total above", draft.typedAbove, {
        hint: "A second look, such as 100,000.00. Empty: a click is enough.",
      }),
      textField("expires", "A request expires after hours", draft.expires, { needed: true }),
    ],
  };
}

function tierBlocks(view: PolicyView, tier: TierDraft, index: number): readonly KnownBlock[] {
  const field = (name: keyof TierDraft) => tierField(name, index);
  const kinds = policyKinds.map((kind) => option(kind, kindsText(kind)));
  const segments = view.segments.slice(0, mostOptions).map((key) => option(key, plainName(key)));
  const people = view.voters.slice(0, mostOptions).map(({ id, name }) => {
    return option(id, plainName(name));
  });
  return [
    header(`Tier ${index + 1}`),
    textField(field("above"), `Above, in ${view.currency} unless said`, tier.above, {
      hint: "50,000 or 50,000.00 USD; 40,000 EUR. Empty: any amount.",
    }),
    ...many(field("kinds"), "Of what", kinds, tier.kinds, "Anything"),
    ...many(field("segments"), "Of which segments", segments, tier.segments, "All segments"),
    one(field("votes"), "Who must agree", voteNames, tier.votes, "Nobody: leave this tier out"),
    one(field("controllers"), "With which role", controllerNames, tier.controllers, "Any"),
    ...many(field("people"), "People among them", people, tier.people, "Nobody in particular"),
    ...(people.length > 0
      ? [one(field("named"), "How many of these people", namedNames, tier.named, "One")]
      : []),
  ];
}

const namedNames = [
  ["1", "Any 1 of them"],
  ["2", "Any 2 of them"],
  ["3", "Any 3 of them"],
] as const;

function option(value: string, label: string): PlainTextOption {
  return { text: plain(cut(label, 75)), value: value.slice(0, 150) };
}

function textField(
  block: string,
  label: string,
  value: string,
  { hint, needed = false }: { readonly hint?: string; readonly needed?: boolean },
): InputBlock {
  return {
    type: "input",
    block_id: block,
    label: plain(label),
    optional: !needed,
    ...(hint ? { hint: plain(hint) } : {}),
    element: {
      type: "plain_text_input",
      action_id: "value",
      max_length: 150,
      ...(value === "" ? {} : { initial_value: value.slice(0, 150) }),
    },
  };
}

/** A list of nothing is no list: Slack takes no select without options. */
function many(
  block: string,
  label: string,
  options: PlainTextOption[],
  chosen: readonly string[],
  placeholder: string,
): readonly InputBlock[] {
  if (options.length === 0) return [];
  const initial = options.filter(({ value }) => chosen.includes(value ?? ""));
  const element: MultiStaticSelect = {
    type: "multi_static_select",
    action_id: "value",
    placeholder: plain(placeholder),
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  };
  return [{ type: "input", block_id: block, label: plain(label), optional: true, element }];
}

function one(
  block: string,
  label: string,
  names: readonly (readonly [value: string, label: string])[],
  chosen: string,
  placeholder: string,
): InputBlock {
  const options = names.map(([value, text]) => option(value, text));
  const initial = options.find(({ value }) => value === chosen);
  const element: StaticSelect = {
    type: "static_select",
    action_id: "value",
    placeholder: plain(placeholder),
    options,
    ...(initial ? { initial_option: initial } : {}),
  };
  return { type: "input", block_id: block, label: plain(label), optional: true, element };
}

function plain(text: string) {
  return { type: "plain_text" as const, text, emoji: false };
}
