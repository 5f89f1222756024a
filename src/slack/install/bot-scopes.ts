/**
 * What the app asks a workspace for; manifest.yml says why for each. A test compares the two, and
 * `doctor` compares them with what was granted.
 */
export const botScopes = [
  "channels:history",
  "channels:read",
  "chat:write",
  "chat:write.public",
  "commands",
  "files:write",
  "groups:history",
  "groups:read",
  "im:history",
  "im:write",
  "metadata.message:read",
  "usergroups:read",
  "users:read",
] as const;
