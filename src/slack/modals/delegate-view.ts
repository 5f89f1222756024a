import type { Button, KnownBlock, ModalView, PlainTextOption } from "@slack/web-api";
import type { DelegationsView } from "../../operations/approvals/show-delegations.ts";
import { buttons, context, cut, section } from "../blocks.ts";
import { clockText, lastDayText } from "../text/day-text.ts";
import { plainName, safeName } from "../text/safe-text.ts";
import { plainView } from "./plain-view.ts";

/** The name under which the form's submission arrives. */
export const delegateCallback = "delegate_votes";
/** The name under which the wish to vote oneself again arrives. */
export const endDelegationAction = "end_delegation";
/** Block ids of the fields. */
export const delegateFields = { to: "to", from: "from", until: "until" } as const;

/** Slack shows at most 100 options. */
const mostOptions = 100;

/** Who votes in one's place while one is away, and how to change that. `today` is a day. */
export function delegateView(
  view: DelegationsView,
  today: string,
  channel: string | null,
): ModalView {
  const options = view.fit.slice(0, mostOptions).map(({ id, name }): PlainTextOption => {
    return { text: plain(cut(plainName(name), 75)), value: id };
  });
  const standing = standingBlocks(view);
  if (options.length === 0) {
    return plainView("While you are away", [
      ...standing,
      section("Nobody else could vote in your place: an admin can give somebody a role."),
    ]);
  }
  return {
    type: "modal",
    callback_id: delegateCallback,
    title: plain("While you are away"),
    submit: plain("Delegate"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify({ channel }),
    blocks: [
      ...standing,
      {
        type: "input",
        block_id: delegateFields.to,
        label: plain("Who votes in your place"),
        element: {
          type: "static_select",
          action_id: "value",
          placeholder: plain("Choose somebody"),
          options,
        },
      },
      dayField(delegateFields.from, "From", today),
      dayField(delegateFields.until, "Until, that day included", null),
      context(
        "They vote with your roles on what you could vote on, shown as theirs for you, and never " +
          "on what one of you two made. One person has one vote.",
      ),
    ],
  };
}

function standingBlocks({ own, standsFor }: DelegationsView): readonly KnownBlock[] {
  const end: Button = {
    type: "button",
    action_id: endDelegationAction,
    text: plain("Vote myself again"),
    value: "end",
  };
  const others = standsFor.map((each) => {
    return section(`You vote for ${safeName(each.fromName)} until ${lastDayText(each.untilAt)}.`);
  });
  if (!own) return others;
  const times = `from ${clockText(own.fromAt)} until ${lastDayText(own.untilAt)}`;
  return [section(`${safeName(own.toName)} votes for you ${times}.`), ...buttons([end]), ...others];
}

function dayField(block: string, label: string, initial: string | null): KnownBlock {
  return {
    type: "input",
    block_id: block,
    label: plain(label),
    element: {
      type: "datepicker",
      action_id: "value",
      ...(initial === null ? {} : { initial_date: initial }),
    },
  };
}

function plain(text: string) {
  return { type: "plain_text" as const, text, emoji: false };
}
