import { noteSlackAccess } from "../../../operations/members/note-slack-access.ts";
import type { SlackDesk } from "../../caller.ts";
import { errorFields } from "../../slack-log.ts";

/** Takes over whether somebody is deactivated; a person's other changes are none of ours. */
export async function onPersonChanged(
  desk: SlackDesk,
  { id: slackId, deleted }: { readonly id: string; readonly deleted: boolean },
  correlationId: string,
): Promise<void> {
  const { world, people, log } = desk;
  people.forget(slackId);
  try {
    await noteSlackAccess(world, [{ slackId, isDeactivated: deleted === true }]);
  } catch (error) {
    log.error({ ...errorFields(error), correlationId, slackId }, "a change of a person was lost");
    // Slack brings it again.
    throw error;
  }
}
