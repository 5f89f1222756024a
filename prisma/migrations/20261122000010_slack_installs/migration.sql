-- Where the Slack app is installed, by OAuth. Tokens stand here sealed: the key is not in the books.
CREATE TABLE "slack_installation" (
  "key" TEXT NOT NULL,
  "team_id" TEXT,
  "enterprise_id" TEXT,
  "is_org" BOOLEAN NOT NULL,
  "name" TEXT NOT NULL,
  "app_id" TEXT NOT NULL,
  "bot_user_id" TEXT NOT NULL,
  "scopes" TEXT[],
  "token_key_id" TEXT NOT NULL,
  "sealed_token" TEXT NOT NULL,
  "installed_by" TEXT NOT NULL,
  "installed_at" TIMESTAMPTZ(3) NOT NULL,
  "revoked_at" TIMESTAMPTZ(3),
  CONSTRAINT "slack_installation_pkey" PRIMARY KEY ("key"),
  -- The key is the team's id, and the organisation's only where all of it has the app.
  CONSTRAINT "slack_installation_key" CHECK (
    "key" = CASE WHEN "is_org" THEN "enterprise_id" ELSE "team_id" END
  ),
  CONSTRAINT "slack_installation_scopes" CHECK ("scopes" IS NOT NULL)
);

-- Channels, and people who talk with the app, by the workspace that they belong to.
CREATE TABLE "slack_channel" (
  "id" TEXT NOT NULL,
  "installation" TEXT NOT NULL,
  CONSTRAINT "slack_channel_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "slack_channel_installation_fkey" FOREIGN KEY ("installation")
    REFERENCES "slack_installation" ("key") ON DELETE RESTRICT ON UPDATE CASCADE
);
