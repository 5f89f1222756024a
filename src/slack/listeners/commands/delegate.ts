import { delegateVotes } from "../../../operations/approvals/delegate-votes.ts";
import { endDelegation } from "../../../operations/approvals/end-delegation.ts";
import { showDelegations } from "../../../operations/approvals/show-delegations.ts";
import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import { todayOf } from "../../../operations/today.ts";
import type { SlackMessage } from "../../blocks.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { delegateView } from "../../modals/delegate-view.ts";
import { typedParts } from "../../text/typed-mentions.ts";
import { delegatedNotice } from "../delegated-notice.ts";
import type { Command, CommandCall } from "./command.ts";

export const delegate: Command = {
  name: "delegate",
  usage: "delegate @person until 2026-12-10",
  summary: "let somebody vote for you while you are away",
  detail:
    "They vote with your roles on what you could vote on, shown as theirs for you: " +
    "/billrun delegate @sam from 2026-12-01 until 2026-12-10. Without words a form opens. " +
    "/billrun delegate off ends it. Nobody votes on what either of you made, and nobody lends on " +
    "what was lent.",
  form: {
    opensFor: (words) => words === "",
    title: "While you are away",
    open: async ({ world, actor, channel }) => {
      const view = await showDelegations(world, actor);
      return isRefusal(view) ? view : delegateView(view, await todayOf(world), channel);
    },
  },
  run,
};

async function run(call: CommandCall): Promise<SlackMessage | Refusal> {
  const { world, actor, words, sent } = call;
  if (/^off$/i.test(words.trim())) {
    const ended = await endDelegation(world, actor);
    return isRefusal(ended) ? ended : noticeMessage("You vote yourself again.");
  }
  const person = typedParts(sent).flatMap((part) => ("person" in part ? part.person : []))[0];
  const member = person === undefined ? null : await world.books.findMemberBySlackId(person);
  if (!member) {
    const message = person ? "That person is no member of billrun." : "Who votes in your place?";
    const remedy = "Write /billrun delegate @sam until 2026-12-10.";
    return refuse("person_missing", message, remedy);
  }
  const dayAfter = (word: string) =>
    new RegExp(`\\b${word}[: ]\\s*(\\d{4}-\\d\\d-\\d\\d)`, "i").exec(words)?.[1];
  const made = await delegateVotes(world, actor, {
    toMember: member.id,
    fromOn: dayAfter("from") ?? null,
    untilOn: dayAfter("until") ?? dayAfter("to") ?? "",
  });
  return isRefusal(made) ? made : delegatedNotice(made);
}
