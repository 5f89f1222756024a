import { countOf } from "../../billing/money/amount-text.ts";
import type { BooksWriter } from "../books.ts";
import type { Note } from "../notifications/outbox-message.ts";
import type { Freeze, FreezeAct } from "./freeze-books.ts";
import { freezeText } from "./refuse-frozen.ts";

/** Tells channels that billing is frozen, that somebody asked to lift it, or that it is lifted. */
export async function tellOfFreeze(
  tx: BooksWriter,
  freeze: Freeze,
  act: FreezeAct &
    ({ readonly did: "froze" | "asked" } | { readonly did: "lifted"; readonly goingOn: number }),
): Promise<void> {
  const at = act.at.toISOString();
  await tx.queueHappening({
    ...{ key: `freeze:${freeze.id}:${act.did}:${at}`, event: "billing-frozen" },
    ...{ subject: `freeze:${freeze.id}`, at, data: { by: act.byName, note: noteOf(freeze, act) } },
  });
}

function noteOf(freeze: Freeze, act: Parameters<typeof tellOfFreeze>[2]): Note {
  switch (act.did) {
    case "froze":
      return {
        text: `${freezeText(freeze)}.`,
        lines: [
          "Nothing is launched, approved or posted; previews go on.",
          "Two of the controllers, approvers and admins lift it with /billrun unfreeze.",
        ],
      };
    case "asked":
      return {
        text: `${act.byName} asked to lift the freeze by ${freeze.byName}.`,
        lines: [
          "A second controller, approver or admin agrees within the hour: /billrun unfreeze.",
        ],
      };
    case "lifted": {
      const asked = freeze.asked ? `${freeze.asked.byName} asked, ` : "";
      const runs = countOf(act.goingOn, "launch goes on by itself", "launches go on by themselves");
      return {
        text: `Billing goes on: ${asked}${act.byName} agreed to lift the freeze.`,
        lines: act.goingOn > 0 ? [`${runs}.`] : [],
      };
    }
  }
}
