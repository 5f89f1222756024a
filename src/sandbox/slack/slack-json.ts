import { repliesTo } from "./conversations.ts";
import type { Conversation, Message, OpenView, SandboxPerson, SharedFile } from "./model.ts";
import { installedFor, ofOrganisation } from "./organisation.ts";
import { teamOf, type Workspace } from "./workspace.ts";

/*
 * How the model looks in Slack's JSON: in answers of the Web API and in requests to the app.
 */

/** A user object. Strangers carry another team, guests are restricted. */
export function userJson(workspace: Workspace, person: SandboxPerson) {
  const teamId = teamOf(workspace, person.id).id;
  return {
    id: person.id,
    team_id: teamId,
    name: person.name,
    real_name: person.realName,
    deleted: person.isDeactivated ?? false,
    tz: person.timeZone,
    tz_label: person.timeZone,
    tz_offset: offsetSeconds(person.timeZone, workspace.now()),
    locale: person.locale ?? "en-US",
    is_bot: person.isBot ?? false,
    is_app_user: false,
    is_admin: false,
    is_owner: false,
    is_restricted: person.isGuest ?? false,
    is_ultra_restricted: false,
    is_stranger: person.isStranger ?? false,
    ...(workspace.organisation && !person.isStranger
      ? { enterprise_user: { ...ofOrganisation(workspace.organisation), teams: [teamId] } }
      : {}),
    profile: {
      real_name: person.realName,
      display_name: person.name,
      title: person.title ?? "",
      email: person.email ?? `${person.name}@${workspace.team.domain}.example`,
      team: teamId,
      ...(person.isBot ? { bot_id: workspace.botId, api_app_id: workspace.appId } : {}),
    },
  };
}

function offsetSeconds(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const name = parts.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(name);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

/** A conversation object as the app sees it. */
export function conversationJson(workspace: Workspace, conversation: Conversation) {
  const shared = {
    id: conversation.id,
    created: 1_700_000_000,
    is_archived: conversation.isArchived ?? false,
    is_im: conversation.kind === "im",
    is_mpim: false,
    is_org_shared: false,
    is_member: conversation.members.includes(workspace.bot.id),
  };
  if (conversation.kind === "im") {
    const user = conversation.members.find((id) => id !== workspace.bot.id);
    return { ...shared, user, is_channel: false, is_private: true };
  }
  return {
    ...shared,
    name: conversation.name,
    name_normalized: conversation.name,
    is_channel: !conversation.isPrivate,
    is_group: conversation.isPrivate ?? false,
    is_private: conversation.isPrivate ?? false,
    is_general: conversation.name === "general",
    num_members: conversation.members.length,
    topic: { value: conversation.topic ?? "", creator: "", last_set: 0 },
  };
}

/** A message object. Metadata only for those who ask for it. */
export function messageJson(workspace: Workspace, message: Message, withMetadata = false) {
  const author = workspace.peopleById.get(message.userId);
  const replies = repliesTo(workspace, message);
  const isParent = replies.length > 0;
  return {
    type: "message",
    ts: message.ts,
    user: message.userId,
    text: message.text,
    team: workspace.team.id,
    ...(author?.isBot ? { bot_id: workspace.botId, app_id: workspace.appId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
    ...(message.threadTs || isParent ? { thread_ts: message.threadTs ?? message.ts } : {}),
    ...(message.isBroadcast ? { subtype: "thread_broadcast" } : {}),
    ...(isParent
      ? {
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((reply) => reply.userId))],
          reply_users_count: new Set(replies.map((reply) => reply.userId)).size,
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
    ...(message.editedTs ? { edited: { user: message.userId, ts: message.editedTs } } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })) }
      : {}),
    ...(message.fileIds.length > 0
      ? { files: message.fileIds.flatMap((id) => fileJson(workspace, workspace.files.get(id))) }
      : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

const mimeTypes: Record<string, string> = {
  csv: "text/csv",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
};

/** What a file is, by the end of its name. */
export function mimeTypeOf(name: string): string {
  const end = name.split(".").at(-1)?.toLowerCase() ?? "";
  return (Object.hasOwn(mimeTypes, end) ? mimeTypes[end] : undefined) ?? "text/plain";
}

/** A file object, in a list so that an unknown one is none. */
export function fileJson(workspace: Workspace, file: SharedFile | undefined) {
  if (!file) return [];
  const { sharedIn } = file;
  const conversation = workspace.conversations.get(sharedIn?.channelId ?? "");
  const visibility = conversation?.isPrivate ? "private" : "public";
  return [
    {
      id: file.id,
      name: file.name,
      title: file.title,
      size: file.sizeBytes,
      user: file.userId,
      mimetype: mimeTypeOf(file.name),
      filetype: file.name.split(".").at(-1) ?? "text",
      mode: "hosted",
      channels: sharedIn ? [sharedIn.channelId] : [],
      ...(sharedIn
        ? { shares: { [visibility]: { [sharedIn.channelId]: [{ ts: sharedIn.ts }] } } }
        : {}),
    },
  ];
}

/** A view object, as `views.*` answer it and interactions carry it. */
export function viewJson(workspace: Workspace, open: OpenView) {
  const { view } = open;
  const modal = view.type === "modal" ? view : null;
  const isStranger = workspace.peopleById.get(open.personId)?.isStranger;
  const team = isStranger ? workspace.team : teamOf(workspace, open.personId);
  return {
    id: open.id,
    team_id: team.id,
    type: view.type,
    blocks: open.blocks,
    private_metadata: view.private_metadata ?? "",
    callback_id: view.callback_id ?? "",
    external_id: view.external_id ?? "",
    state: { values: open.values },
    hash: open.hash,
    title: modal?.title ?? { type: "plain_text", text: "View Title", emoji: true },
    close: modal?.close ?? null,
    submit: modal?.submit ?? null,
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    root_view_id: open.rootId,
    previous_view_id: open.previousId,
    app_id: workspace.appId,
    app_installed_team_id: installedFor(workspace, team).id,
    bot_id: workspace.botId,
  };
}
