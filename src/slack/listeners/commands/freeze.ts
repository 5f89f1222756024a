import { mayDo } from "../../../billing/approvals/member.ts";
import { freezeBilling } from "../../../operations/freeze/freeze-billing.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { frozenMessage } from "../../messages/freeze-message.ts";
import type { Command } from "./command.ts";

export const freeze: Command = {
  name: "freeze",
  usage: "freeze [reason]",
  summary: "stop everything that bills, at once",
  detail:
    "Running launches stop after the accounts that are being written, and nothing is approved, " +
    "launched or made by timetable. Previews go on. One person freezes; two lift it with " +
    "/billrun unfreeze.",
  run: async ({ world, actor, words }) => {
    const frozen = await freezeBilling(world, actor, { reason: words || null });
    return isRefusal(frozen) ? frozen : frozenMessage(frozen, mayDo(actor.member, "unfreeze"));
  },
};
