import type { InputBlock, ModalView, PlainTextOption } from "@slack/web-api";
import { allRoles, type Role } from "../../billing/approvals/member.ts";
import type { TeamMember } from "../../operations/members/members-books.ts";
import { byHand, rolesText } from "../../operations/members/role-rules.ts";
import { context, section } from "../blocks.ts";
import { safeName } from "../text/safe-text.ts";

/** The name under which the form's submission arrives. */
export const rolesCallback = "change_roles";
/** The name under which the choice of a person arrives. */
export const rolesPersonAction = "roles_person";
/** Block id of the person; that of the roles follows it, so that each person's are drawn anew. */
export const rolesFields = { person: "person", roles: "roles" } as const;

const meanings: Readonly<Record<Role, string>> = {
  viewer: "looks",
  preparer: "makes, previews and launches runs",
  approver: "approves or rejects what others made",
  controller: "does what preparers and approvers do, and changes settings",
  admin: "names the people and prepares; does not vote",
};

/** Whose roles are changed: chosen first, then the roles that the person has by hand. */
export function rolesView(
  slackId: string | null,
  person: TeamMember | null,
  channel: string | null,
): ModalView {
  const plain = (text: string) => ({ type: "plain_text" as const, text, emoji: false });
  const who: InputBlock = {
    type: "input",
    block_id: rolesFields.person,
    dispatch_action: true,
    label: plain("Who"),
    element: {
      type: "users_select",
      action_id: rolesPersonAction,
      placeholder: plain("Choose somebody"),
      ...(slackId === null ? {} : { initial_user: slackId }),
    },
  };
  return {
    type: "modal",
    callback_id: rolesCallback,
    title: plain("Change roles"),
    submit: plain("Save"),
    close: plain("Cancel"),
    private_metadata: JSON.stringify({ channel }),
    blocks: [
      who,
      ...(slackId === null
        ? [section("The roles come once somebody is chosen.")]
        : [rolesBlock(slackId, byHand(person?.grants ?? [])), context(groupsText(person))]),
    ],
  };
}

function rolesBlock(slackId: string, has: readonly Role[]): InputBlock {
  const option = (role: Role): PlainTextOption => ({
    text: { type: "plain_text", text: role, emoji: false },
    description: { type: "plain_text", text: meanings[role], emoji: false },
    value: role,
  });
  return {
    type: "input",
    block_id: `${rolesFields.roles}_${slackId}`,
    optional: true,
    label: { type: "plain_text", text: "Roles given by hand", emoji: false },
    element: {
      type: "checkboxes",
      action_id: "value",
      options: allRoles.map(option),
      ...(has.length > 0 ? { initial_options: has.map(option) } : {}),
    },
  };
}

function groupsText(person: TeamMember | null): string {
  const byGroup = (person?.grants ?? []).filter((grant) => grant.groupId !== null);
  const roles = rolesText(byGroup.map((grant) => grant.role));
  if (byGroup.length > 0) return `By Slack user groups: ${roles}. Those are changed in Slack.`;
  const name = person ? safeName(person.member.name) : "Somebody new";
  return person
    ? `${name} is a member. Without a role there is nothing to do here.`
    : `${name} becomes a member with the first role.`;
}
