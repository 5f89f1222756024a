import type { Member } from "../../billing/approvals/member.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";

/** What Slack says about the person behind an id. */
export type SlackPerson = {
  readonly slackId: string;
  readonly name: string;
  readonly isGuest: boolean;
  readonly isBot: boolean;
  /** From another workspace, through a shared channel. */
  readonly isStranger: boolean;
  readonly isDeactivated: boolean;
};

/**
 * The member behind a Slack id, with the roles that stand in the books right now. Refuses bots,
 * guests, people of other workspaces, deactivated people (`person_not_allowed`) and everybody who
 * is no member (`not_a_member`).
 */
export async function identifySlackMember(
  world: World,
  person: SlackPerson,
): Promise<Member | Refusal> {
  const kind = refusedKind(person);
  if (kind) {
    return refuse(
      "person_not_allowed",
      `billrun is for members of the billing team, not for ${kind}.`,
      "Ask somebody of the billing team to do it.",
    );
  }
  const member = await world.books.findMemberBySlackId(person.slackId);
  if (member?.active) return member;
  return refuse(
    "not_a_member",
    member ? "Your access to billrun was taken away." : "You are not a member of billrun yet.",
    "Ask an admin of billrun to give you a role.",
  );
}

function refusedKind(person: SlackPerson): string | null {
  if (person.isBot) return "bots";
  if (person.isStranger) return "people of other workspaces";
  if (person.isGuest) return "guests";
  if (person.isDeactivated) return "deactivated people";
  return null;
}
