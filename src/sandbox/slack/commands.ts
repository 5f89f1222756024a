import type { KnownBlock } from "@slack/web-api";
import { formatProblem, isRecord } from "./block-checks.ts";
import { type Answer, deliver } from "./delivery.ts";
import { withIds } from "./elements.ts";
import { isOrgInstall, ofOrganisation } from "./organisation.ts";
import { responseAddress, type Slack } from "./payloads.ts";
import { postMessage, showEphemeral } from "./post.ts";
import { issueResponseUrl, issueTrigger } from "./triggers.ts";
import { validateBlocks } from "./validate-blocks.ts";
import { nextTs, teamOf } from "./workspace.ts";

/** What came of a command by the time it was acknowledged. */
export type CommandOutcome = Answer & {
  /** The text that came with the acknowledgement, or Slack's own notice; null if there was none. */
  text: string | null;
};

/**
 * Sends a slash command as a person typed it. An answer in the acknowledgement is shown to that
 * person, or to the channel if it asks for that. What fails is told to the person by Slack.
 */
export async function runCommand(
  slack: Slack,
  typed: { personId: string; channelId: string; text: string },
): Promise<CommandOutcome> {
  const { workspace } = slack;
  const { personId, channelId } = typed;
  const text = typed.text.trim();
  workspace.typed.push({
    channelId,
    personId,
    ts: nextTs(workspace),
    line: `${workspace.command} ${text}`.trim(),
  });
  const answer = await deliver(slack.courier, {
    kind: "command",
    summary: `${workspace.command} ${text}`.trim(),
    body: commandForm(slack, { personId, channelId, text }).toString(),
    contentType: "application/x-www-form-urlencoded",
  });
  if (answer.outcome === "answered") {
    return { ...answer, text: showAnswer(slack, typed, answer.body) };
  }
  const notice = failureNotice(workspace.command, answer);
  showEphemeral(workspace, { channelId, personId, text: notice, from: "slack" });
  return { ...answer, text: notice };
}

/** What Slack tells a person whose command did not get through. */
export function failureNotice(what: string, answer: Answer): string {
  if (answer.outcome === "late" || answer.outcome === "lost") {
    return `${what} failed with the error "operation_timeout": the app did not answer in time.`;
  }
  const why =
    answer.status === null ? "could not be reached" : `answered with status ${answer.status}`;
  return `${what} failed with the error "dispatch_failed": the app ${why}.`;
}

function commandForm(
  slack: Slack,
  typed: { personId: string; channelId: string; text: string },
): URLSearchParams {
  const { workspace } = slack;
  const conversation = workspace.conversations.get(typed.channelId);
  const person = workspace.peopleById.get(typed.personId);
  const team = teamOf(workspace, typed.personId);
  const responseId = issueResponseUrl(workspace, {
    personId: typed.personId,
    channelId: typed.channelId,
    origin: { kind: "command" },
  });
  return new URLSearchParams({
    token: "unused-verification-token",
    team_id: team.id,
    team_domain: team.domain,
    channel_id: typed.channelId,
    channel_name: conversation?.kind === "im" ? "directmessage" : (conversation?.name ?? ""),
    user_id: typed.personId,
    user_name: person?.name ?? "",
    command: workspace.command,
    text: escapeMentions(slack, typed.text),
    api_app_id: workspace.appId,
    ...(workspace.organisation ? ofOrganisation(workspace.organisation) : {}),
    is_enterprise_install: String(isOrgInstall(workspace, team)),
    response_url: responseAddress(slack, responseId),
    trigger_id: issueTrigger(workspace, typed.personId, { channelId: typed.channelId }).id,
  });
}

/** `should_escape: true` turns @name, @group and #channel into ids with their names. */
function escapeMentions(slack: Slack, text: string): string {
  const { workspace } = slack;
  const people = [...workspace.peopleById.values()];
  const groups = [...workspace.userGroups.values()];
  const channels = [...workspace.conversations.values()];
  return text
    .replace(/(?<!\S)@([a-z0-9._-]+)/gi, (whole, name: string) => {
      const person = people.find((one) => one.name === name.toLowerCase());
      if (person) return `<@${person.id}|${person.name}>`;
      const group = groups.find((one) => one.handle === name.toLowerCase());
      return group ? `<!subteam^${group.id}|@${group.handle}>` : whole;
    })
    .replace(/(?<!\S)#([a-z0-9._-]+)/gi, (whole, name: string) => {
      const channel = channels.find((one) => one.kind === "channel" && one.name === name);
      return channel ? `<#${channel.id}|${channel.name}>` : whole;
    });
}

function showAnswer(
  slack: Slack,
  typed: { personId: string; channelId: string },
  body: string,
): string | null {
  if (body.trim() === "") return null;
  const { workspace } = slack;
  const { personId, channelId } = typed;
  const answer = parseAnswer(body);
  const problems = answer.blocks ? validateBlocks(answer.blocks, "message") : [];
  if (problems.length > 0) {
    const text = `The answer's blocks are invalid: ${problems.map(formatProblem).join(" ")}`;
    showEphemeral(workspace, { channelId, personId, text, from: "slack" });
    return text;
  }
  const blocks = withIds((answer.blocks ?? []) as KnownBlock[]);
  if (answer.inChannel) {
    postMessage(workspace, { channelId, userId: workspace.bot.id, text: answer.text, blocks });
  } else showEphemeral(workspace, { channelId, personId, text: answer.text, blocks });
  return answer.text;
}

function parseAnswer(body: string): { text: string; blocks?: unknown; inChannel: boolean } {
  try {
    const json: unknown = JSON.parse(body);
    if (!isRecord(json)) return { text: body, inChannel: false };
    return {
      text: typeof json["text"] === "string" ? json["text"] : "",
      ...(json["blocks"] === undefined ? {} : { blocks: json["blocks"] }),
      inChannel: json["response_type"] === "in_channel",
    };
  } catch {
    return { text: body, inChannel: false };
  }
}
