import { mayDo } from "../../../billing/approvals/member.ts";
import { changeRoles } from "../../../operations/members/change-roles.ts";
import { linkSlackIds } from "../../../operations/members/link-slack-ids.ts";
import { listTeam } from "../../../operations/members/list-team.ts";
import { mapRoleGroup } from "../../../operations/members/map-role-group.ts";
import { isRefusal, type Refusal, refuse } from "../../../operations/refusal.ts";
import { peopleAt, personAt } from "../../ask-slack.ts";
import type { SlackMessage } from "../../blocks.ts";
import { noticeMessage } from "../../messages/notice-message.ts";
import {
  changedRolesText,
  mappedGroupText,
  personRolesMessage,
  rolesMessage,
} from "../../messages/roles-message.ts";
import { readRoles } from "../../role-words.ts";
import { nearestWord } from "../../text/nearest-word.ts";
import { safeName } from "../../text/safe-text.ts";
import { type TypedPart, typedParts } from "../../text/typed-mentions.ts";
import type { Command, CommandCall } from "./command.ts";

export const roles: Command = {
  name: "roles",
  usage: "roles [@person role -role]",
  summary: "who may do what, and who gave it",
  detail:
    "Alone it lists the people with their roles. Admins give and take them: " +
    "/billrun roles @dana preparer -approver (`none` takes all), have a Slack user group give " +
    "them: roles group @approvers approver, and link two Slack ids of one person: " +
    "roles link @dana @dana2. Nobody makes oneself an approver or controller.",
  run,
};

async function run(call: CommandCall): Promise<SlackMessage | Refusal> {
  const parts = typedParts(call.sent);
  const [first, ...rest] = parts;
  if (first === undefined) return list(call);
  if ("person" in first) return change(call, first.person, rest);
  if ("group" in first) return map(call, parts);
  if (first.word === "group") return map(call, rest);
  if (first.word === "link") return link(call, rest);
  const near = nearestWord(first.word, ["group", "link"]);
  if (near) {
    const message = `I don't know "roles ${first.word.slice(0, 40)}".`;
    return refuse("roles_word_unknown", message, `Did you mean /billrun roles ${near}?`);
  }
  return refuse(
    "person_missing",
    `I can't tell whom you mean by "${first.word.slice(0, 40)}".`,
    "Type @ and choose the person from Slack's list: /billrun roles @dana preparer.",
  );
}

async function list({ world, actor }: CommandCall): Promise<SlackMessage | Refusal> {
  const team = await listTeam(world, actor);
  return isRefusal(team) ? team : rolesMessage(team, mayDo(actor.member, "administer"));
}

function wordsOf(parts: readonly TypedPart[]): readonly string[] {
  return parts.flatMap((part) => ("word" in part ? [part.word] : []));
}

async function change(
  { world, actor, people }: CommandCall,
  slackId: string,
  rest: readonly TypedPart[],
): Promise<SlackMessage | Refusal> {
  const typed = readRoles(wordsOf(rest));
  if (isRefusal(typed)) return typed;
  if (typed.give.length + typed.take.length === 0) {
    const team = await listTeam(world, actor);
    if (isRefusal(team)) return team;
    const own = team.people.find(({ slackIds }) => slackIds.includes(slackId));
    if (own) return personRolesMessage(own, team, mayDo(actor.member, "administer"));
    return noticeMessage(`<@${slackId}> has no role.`);
  }
  const person = await personAt(people, slackId);
  if (isRefusal(person)) return person;
  const changed = await changeRoles(world, actor, { person, ...typed });
  return isRefusal(changed) ? changed : noticeMessage(changedRolesText(slackId, changed));
}

async function map(
  { world, actor, people }: CommandCall,
  parts: readonly TypedPart[],
): Promise<SlackMessage | Refusal> {
  const group = parts.find((part) => "group" in part);
  const typed = readRoles(wordsOf(parts));
  if (isRefusal(typed)) return typed;
  if (!group || typed.give.length + typed.take.length === 0) {
    const remedy = "Write /billrun roles group @approvers approver, with @ from Slack's list.";
    return refuse("role_group_missing", "Which Slack user group, and which role?", remedy);
  }
  const { group: groupId, handle } = group;
  const inGroup = await peopleAt(people, groupId);
  if (isRefusal(inGroup)) return inGroup;
  const mapped = await mapRoleGroup(world, actor, { groupId, handle, people: inGroup, ...typed });
  return isRefusal(mapped) ? mapped : noticeMessage(mappedGroupText(mapped));
}

async function link(
  { world, actor, people }: CommandCall,
  parts: readonly TypedPart[],
): Promise<SlackMessage | Refusal> {
  const [member, second] = parts.flatMap((part) => ("person" in part ? [part.person] : []));
  if (member === undefined || second === undefined) {
    const remedy = "Write /billrun roles link @dana @dana2, with @ from Slack's list.";
    return refuse("person_missing", "Which two ids belong to one person?", remedy);
  }
  const one = await personAt(people, member);
  const other = await personAt(people, second);
  if (isRefusal(one)) return one;
  if (isRefusal(other)) return other;
  const linked = await linkSlackIds(world, actor, { member: one, second: other });
  if (isRefusal(linked)) return linked;
  const name = safeName(linked.name);
  return noticeMessage(`<@${member}> and <@${second}> are one person now, ${name}, with one vote.`);
}
