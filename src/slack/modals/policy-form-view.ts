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
import { countOf } from "../../billing/money/amount-text.ts";
import type { PolicyView } from "../../operations/approvals/show-policy.ts";
import { buttons, context, cut, header, section } from "../blocks.ts";
import {
  fitsForm,
  mostTiers,
  type PolicyDraft,
  type TierDraft,
  tierField,
} from "../policy-draft.ts";
import { mention } from "../text/people-text.ts";
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

const lossText =
  "The policy says more than this form can hold, and that is lost if you propose from here. " +
  "On the server, billrun policy propose FILE takes all of it.";

type Names = readonly (readonly [value: string, label: string])[];

/** A policy asks for ten people at most. */
const upToTen = Array.from({ length: 10 }, (_, index) => index + 1);
const voteNames: Names = [
  ["0", "Nobody (scheduled runs only)"],
  ...upToTen.map((many) => [String(many), countOf(many, "other person", "people")] as const),
];
const controllerNames: Names = [
  ["0", "No controller needed"],
  ["1", "One a controller"],
  ...upToTen.slice(1).map((many) => [String(many), `${many} of them controllers`] as const),
];
const namedNames: Names = upToTen.map((many) => [String(many), `Any ${many} of them`] as const);

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
      ...replacedLines(view),
      ...(fitsForm(view.policy, view.currency) ? [] : [section(lossText)]),
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

/** There is one policy, so that a proposal takes the place of one that waits. */
function replacedLines({ openChange }: PolicyView): readonly KnownBlock[] {
  if (!openChange) return [];
  const by = mention(openChange.requestedBy);
  const text = `A change by ${by} waits for approval. What you propose here takes its place.`;
  return [section(text)];
}

function tierBlocks(view: PolicyView, tier: TierDraft, index: number): readonly KnownBlock[] {
  const field = (name: keyof TierDraft) => tierField(name, index);
  const kinds = policyKinds.map((kind) => option(kind, kindsText(kind)));
  // A segment that no account has any more stays one of the tier's.
  const known = [...new Set([...tier.segments, ...view.segments])].slice(0, mostOptions);
  const segments = known.map((key) => option(key, plainName(key)));
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
  names: Names,
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
