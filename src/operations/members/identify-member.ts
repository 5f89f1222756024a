import type { Member } from "../../billing/approvals/member.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { World } from "../world.ts";
import { refusedKind } from "./role-rules.ts";
import { syncRoleGroups } from "./sync-role-groups.ts";

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

/** The Slack ids of a user group's people. Rejected where Slack gives no answer. */
export type PeopleOfGroup = (groupId: string) => Promise<readonly string[]>;

/**
 * The member behind a Slack id, with the roles of this moment: those in the books, and those that
 * Slack user groups give, which are asked for anew. Refuses bots, guests, people of other
 * workspaces, deactivated people (`person_not_allowed`), everybody who is no member
 * (`not_a_member`), and whose roles hang on groups that Slack does not tell
 * (`role_group_unreachable`).
 */
export async function identifySlackMember(
  world: World,
  person: SlackPerson,
  peopleOf: PeopleOfGroup,
): Promise<Member | Refusal> {
  const kind = refusedKind(person);
  if (kind) {
    return refuse(
      "person_not_allowed",
      `billrun is for members of the billing team, not for ${kind}.`,
      "Ask somebody of the billing team to do it.",
    );
  }
  const groups = await world.books.listRoleGroups();
  if (groups.length > 0) {
    const no = await syncRoleGroups(world, { person, groups, peopleOf });
    if (no) return no;
  }
  const member = await world.books.findMemberBySlackId(person.slackId);
  if (member?.active) return member;
  return refuse(
    "not_a_member",
    member ? "Your access to billrun was taken away." : "You are not a member of billrun yet.",
    "Ask an admin of billrun to give you a role.",
  );
}
