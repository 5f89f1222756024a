import { z } from "zod";
import { allRoles, type Role } from "../../../billing/approvals/member.ts";
import { changeRoles } from "../../../operations/members/change-roles.ts";
import { isRefusal } from "../../../operations/refusal.ts";
import { personAt } from "../../ask-slack.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import { changedRolesText } from "../../messages/roles-message.ts";
import { rolesCallback, rolesFields } from "../../modals/roles-view.ts";
import { isPersonId } from "../../text/people-text.ts";
import { readField } from "./form-values.ts";
import type { RunForm, SubmittedForm } from "./run-form.ts";

const metadata = z.strictObject({ channel: z.string().max(40).nullable() });
const chosen = z.looseObject({ selected_user: z.string().max(40).nullish() });

export const changeRolesForm: RunForm = {
  callback: rolesCallback,
  title: "Change roles",
  act: (form) => ({ action: "slack.roles", subject: personIn(form) ?? "roles" }),
  check: (form) => {
    const slackId = personIn(form);
    if (slackId === null) return { [rolesFields.person]: "Choose somebody." };
    // Sent before the person's roles were shown: none chosen would take all of them.
    if (rolesField(slackId) in form.values) return null;
    return { [rolesFields.person]: "Wait until the roles of this person are shown." };
  },
  submit: async ({ world, actor, people, form }) => {
    const slackId = personIn(form) ?? "";
    const person = await personAt(people, slackId);
    if (isRefusal(person)) return person;
    const exactly = rolesIn(form, slackId);
    const changed = await changeRoles(world, actor, { person, exactly });
    return isRefusal(changed) ? changed : noticeMessage(changedRolesText(slackId, changed));
  },
  channelOf: ({ metadata: text }) => readRolesChannel(text),
  fieldOf: ({ refusal }) => (refusal === "person_not_allowed" ? rolesFields.person : null),
};

function personIn({ values }: SubmittedForm): string | null {
  const [element] = Object.values(values[rolesFields.person] ?? {});
  const id = chosen.safeParse(element).data?.selected_user ?? "";
  return isPersonId(id) ? id : null;
}

function rolesField(slackId: string): string {
  return `${rolesFields.roles}_${slackId}`;
}

function rolesIn({ values }: SubmittedForm, slackId: string): readonly Role[] {
  const { chosen: names } = readField(values, rolesField(slackId));
  return allRoles.filter((role) => names.includes(role));
}

/** Where somebody is told what came of the form; null: in a direct message. */
export function readRolesChannel(text: string): string | null {
  try {
    return metadata.parse(JSON.parse(text)).channel;
  } catch {
    return null;
  }
}
