import { remindApprovers } from "../../../operations/bill-runs/remind-approvers.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { listText, nameOf } from "../../text/people-text.ts";
import { safeName } from "../../text/safe-text.ts";
import type { RunAction } from "./run-action.ts";

export const remind: RunAction = {
  action: "remind",
  run: async ({ world, actor, seen }) => {
    const others = await remindApprovers(world, actor, { number: seen.run });
    if (isRefusal(others)) return others;
    const names = listText(others.map((person) => safeName(nameOf(person))));
    return noticeMessage(`${names} will find a reminder in the thread of BR-${seen.run}.`);
  },
};
