/*
 * Which scopes the methods need, and what Slack tells the person who grants them.
 * Source: Slack, "Permission scopes" and the page of each method.
 */

/** What each scope allows, in the words of the consent page. */
export const scopeMeanings: Record<string, string> = {
  commands: "Add shortcuts and slash commands that people can use",
  "chat:write": "Send messages as the app",
  "chat:write.public": "Send messages to public channels the app isn't a member of",
  "app_mentions:read": "See messages that mention the app",
  "channels:read": "See basic information about public channels",
  "channels:history": "See messages in public channels the app has been added to",
  "channels:join": "Join public channels",
  "groups:read": "See basic information about private channels the app has been added to",
  "groups:history": "See messages in private channels the app has been added to",
  "im:read": "See basic information about direct messages with the app",
  "im:write": "Start direct messages with people",
  "im:history": "See messages in direct messages with the app",
  "mpim:read": "See basic information about group messages with the app",
  "metadata.message:read": "See the data that apps attach to messages",
  "users:read": "See people in the workspace",
  "users:read.email": "See people's email addresses",
  "usergroups:read": "See user groups in the workspace",
  "team:read": "See the workspace's name, domain and icon",
  "files:write": "Upload, edit and delete files as the app",
  "files:read": "See files shared where the app has been added",
  "pins:write": "Add and remove pinned messages",
  "reactions:write": "Add and remove emoji reactions",
};

/** For each method, one of these scopes must have been granted; none stands for no scope at all. */
const needs: Record<string, readonly string[]> = {
  "chat.postMessage": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.update": ["chat:write"],
  "chat.delete": ["chat:write"],
  "conversations.list": ["channels:read", "groups:read", "im:read", "mpim:read"],
  "conversations.info": ["channels:read", "groups:read", "im:read", "mpim:read"],
  "conversations.members": ["channels:read", "groups:read", "im:read", "mpim:read"],
  "conversations.open": ["im:write"],
  "conversations.join": ["channels:join"],
  "conversations.history": ["channels:history", "groups:history", "im:history"],
  "conversations.replies": ["channels:history", "groups:history", "im:history"],
  "users.info": ["users:read"],
  "users.list": ["users:read"],
  "users.lookupByEmail": ["users:read.email"],
  "usergroups.list": ["usergroups:read"],
  "usergroups.users.list": ["usergroups:read"],
  "team.info": ["team:read"],
  "files.getUploadURLExternal": ["files:write"],
  "files.completeUploadExternal": ["files:write"],
  "pins.add": ["pins:write"],
  "reactions.add": ["reactions:write"],
};

/** The scopes one of which a method needs; an empty list if it needs none. */
export function scopesFor(method: string): readonly string[] {
  return Object.hasOwn(needs, method) ? (needs[method] ?? []) : [];
}
