import { type Act, writeAudit } from "../audited.ts";
import { approvalSubjectOf } from "../notifications/card.ts";
import type { Actor, World } from "../world.ts";
import type { SlackPerson } from "./identify-member.ts";

/** Open requests whose cards are brought up to date; a company has a handful. */
const mostCards = 100;

/**
 * Takes over from Slack which members are deactivated there, and which are back: who is deactivated
 * may do nothing here, and nobody votes in their place. What is known already changes nothing; each
 * change leaves a row in the trail, and the cards of what waits no longer count on who left.
 */
export async function noteSlackAccess(
  world: World,
  people: readonly Pick<SlackPerson, "slackId" | "isDeactivated">[],
): Promise<void> {
  const known = await world.books.slackAccess(people.map(({ slackId }) => slackId));
  const changed = people.flatMap(({ slackId, isDeactivated }) => {
    const own = known.find((each) => each.slackId === slackId);
    return own && own.hasLeft !== isDeactivated ? [{ ...own, isDeactivated }] : [];
  });
  if (changed.length === 0) return;
  const at = world.clock.now();
  await world.books.write(async (tx) => {
    for (const { slackId, memberName, isDeactivated } of changed) {
      if (!(await tx.setLeftSlack(slackId, isDeactivated ? at : null))) continue;
      const action = isDeactivated ? "member.slack-deactivated" : "member.slack-reactivated";
      const act: Act = { action, subject: memberName, details: { id: slackId } };
      await writeAudit(tx, world, slackItself, act, null);
    }
    for (const { approval } of await tx.listOpenApprovals(mostCards, at)) {
      await tx.queueCard(approvalSubjectOf(approval));
    }
  });
}

/** Slack, in whose name people come and go. */
const slackItself: Actor = {
  member: { id: "", name: "Slack", email: null, roles: [], active: true },
  via: "slack",
  where: "slack",
  correlationId: "people",
};
