import { z } from "zod";

const url = z.url({ error: "must be an address such as https://host/path" });

const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must begin with postgres:// and name a host and a database",
});

const portMessage = "must be a port from 0 to 65535";

/** Every environment variable: what it is for stands in its description, with an example. */
const fields = {
  DATABASE_URL: postgresUrl
    .optional()
    .describe("PostgreSQL 15 or newer, postgres://user:password@host/db; absent: the embedded one"),
  BILLRUN_DATA_DIR: z
    .string()
    .min(1)
    .default(".billrun")
    .describe("Folder of the embedded database, used when DATABASE_URL is absent"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portMessage)
    .transform(Number)
    .refine((port) => port <= 65_535, portMessage)
    .default(3000)
    .describe("Port of the HTTP server; 0 takes a free one"),
  PUBLIC_URL: url.optional().describe("Address under which people and Slack reach this server"),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, "must begin with xoxb-")
    .optional()
    .describe("Bot token of the Slack app, from its page OAuth & Permissions"),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(8, "must have at least 8 characters")
    .optional()
    .describe("Signing secret of the Slack app, from its page Basic Information"),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, "must begin with xapp-")
    .optional()
    .describe("App-level token with connections:write; set, Slack is reached by Socket Mode"),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\w.]+$/, "must be letters, digits and dots")
    .optional()
    .describe("Client ID of the Slack app; set, workspaces install it at /slack/install"),
  SLACK_CLIENT_SECRET: z
    .string()
    .min(8, "must have at least 8 characters")
    .optional()
    .describe("Client secret of the Slack app, from its page Basic Information"),
  SLACK_TEAMS: z
    .string()
    .regex(/^[TE][A-Z0-9]+(,[TE][A-Z0-9]+)*$/, "must be ids such as T012ABCDEF, with commas")
    .transform((ids) => ids.split(","))
    .optional()
    .describe("Ids of the workspaces and organisations that may install the app"),
  BILLRUN_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=(,[A-Za-z0-9+/]{43}=)*$/, "must be 32 bytes in base64")
    .optional()
    .describe(
      "Key that seals tokens of workspaces: openssl rand -base64 32; old keys after commas",
    ),
  SLACK_API_URL: url.optional().describe("Address of Slack's Web API, if it is not Slack's own"),
  BILLRUN_ADMIN: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,20}$/, "must be a Slack user id such as U012ABCDEF")
    .optional()
    .describe("Slack user id that gets the admin role first"),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], {
      error: "must be debug, info, warn, error or silent",
    })
    .default("info")
    .describe("How much the log tells"),
} as const;

const schema = z.object(fields);

/** The program's settings, checked. */
export type Settings = z.infer<typeof schema>;

/** What each setting is for, for error messages and `.env.example`. */
export function settingDescriptions(): Readonly<Record<string, string>> {
  const rows = Object.entries(fields).map(([name, field]) => [name, field.description ?? ""]);
  return Object.fromEntries(rows);
}

/**
 * A start that can't go on: `problems` has a sentence for every setting that is missing or wrong.
 */
export class SettingsError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The settings can't be used:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.name = "SettingsError";
    this.problems = problems;
  }
}

type Name = keyof typeof fields;

/**
 * Reads the settings from `env`; empty values count as absent. Throws `SettingsError` with all that
 * is malformed, missing from `required`, or known to clash, at once.
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  required: readonly Name[] = [],
  clashes: readonly string[] = [],
): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  const malformed = parsed.success
    ? []
    : parsed.error.issues.map((issue) => describe(String(issue.path[0]) as Name, issue.message));
  const missing = required
    .filter((name) => given[name] === undefined)
    .map((name) => describe(name, "is missing"));
  const problems = [...clashes, ...malformed, ...missing];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  return parsed.data;
}

/** Those that let workspaces install the Slack app themselves. */
const oauthSettings: readonly Name[] = [
  "SLACK_CLIENT_ID",
  "SLACK_CLIENT_SECRET",
  "SLACK_TEAMS",
  "BILLRUN_SECRET",
  "PUBLIC_URL",
];

/**
 * The settings of a server, which takes requests from Slack: with a token of its own or for
 * workspaces that install the app, over HTTP or by Socket Mode. Throws as `readSettings` does.
 */
export function readServerSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const isInstalled = Boolean(env["SLACK_CLIENT_ID"] || env["SLACK_CLIENT_SECRET"]);
  const door: readonly Name[] = env["SLACK_APP_TOKEN"] ? [] : ["SLACK_SIGNING_SECRET"];
  const tokens: readonly Name[] = isInstalled ? oauthSettings : ["SLACK_BOT_TOKEN"];
  const clash = "can't stand beside SLACK_CLIENT_ID: installed workspaces have their own";
  const clashes = isInstalled && env["SLACK_BOT_TOKEN"] ? [describe("SLACK_BOT_TOKEN", clash)] : [];
  return readSettings(env, [...tokens, ...door], clashes);
}

function describe(name: Name, problem: string): string {
  return `${name}: ${problem}. ${fields[name].description ?? ""}.`;
}
