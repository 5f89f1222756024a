import { mayDo } from "../../billing/approvals/member.ts";
import { unfreezeBilling } from "../../operations/freeze/unfreeze-billing.ts";
import { isRefusal, type Refusal } from "../../operations/refusal.ts";
import type { Actor, World } from "../../operations/world.ts";
import type { SlackMessage } from "../blocks.ts";
import { unfreezingMessage } from "../messages/freeze-message.ts";

/** Asks to lift the freeze, or agrees to it, and tells who can be the second. */
export async function unfreeze(world: World, actor: Actor): Promise<SlackMessage | Refusal> {
  const unfreezing = await unfreezeBilling(world, actor);
  if (isRefusal(unfreezing)) return unfreezing;
  const team = unfreezing.lifted ? [] : await world.books.listTeam();
  const others = team.flatMap(({ member, slackIds }) => {
    const [id] = slackIds;
    const isOther = member.id !== actor.member.id && mayDo(member, "unfreeze");
    return isOther && id !== undefined ? [`<@${id}>`] : [];
  });
  return unfreezingMessage(unfreezing, others);
}
