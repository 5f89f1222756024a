import { countOf } from "../../billing/money/amount-text.ts";
import type { Freeze } from "../../operations/freeze/freeze-books.ts";
import type { Unfreezing } from "../../operations/freeze/unfreeze-billing.ts";
import { buttons, type SlackMessage, section } from "../blocks.ts";
import { unfreezeButton } from "../freeze-buttons.ts";
import { listText } from "../text/people-text.ts";
import { safeName } from "../text/safe-text.ts";

/** To the one who froze billing; with a button for whoever may lift it, too. */
export function frozenMessage(freeze: Freeze, mayLift: boolean): SlackMessage {
  const text =
    "Billing is frozen. Launches stop at once, nothing is approved, launched or made by " +
    "timetable; previews go on. Two of the controllers, approvers and admins lift it with " +
    "`/billrun unfreeze`.";
  return { text, blocks: [section(text), ...buttons(mayLift ? [unfreezeButton(freeze.id)] : [])] };
}

/** To one of the two who lift a freeze; `others` could be the second, by mention. */
export function unfreezingMessage(
  { lifted, freeze, goingOn }: Unfreezing,
  others: readonly string[],
): SlackMessage {
  if (!lifted) {
    const who = others.length > 0 ? listText(others, 5) : "Another controller, approver or admin";
    const text =
      `You asked to lift the freeze by ${safeName(freeze.byName)}. ${who} can agree to it within ` +
      "the hour, with `/billrun unfreeze`.";
    return { text, blocks: [section(text)] };
  }
  const asked = freeze.asked ? ` ${safeName(freeze.asked.byName)} had asked for it.` : "";
  const runs = goingOn > 0 ? ` ${countOf(goingOn, "launch", "launches")} go on by themselves.` : "";
  const text = `Billing goes on: you lifted the freeze.${asked}${runs}`;
  return { text, blocks: [section(text)] };
}
