import { expect, it } from "vitest";
import {
  readServerSettings,
  readSettings,
  SettingsError,
  settingDescriptions,
} from "../src/settings.ts";

it("settings have defaults, and empty ones count as absent", () => {
  expect(readSettings({ DATABASE_URL: "", PORT: "" })).toEqual({
    BILLRUN_DATA_DIR: ".billrun",
    PORT: 3000,
    LOG_LEVEL: "info",
  });
});

it("everything that is wrong or missing is said at once, with what it is for", () => {
  const env = { PORT: "abc", SLACK_BOT_TOKEN: "xoxp-1", BILLRUN_ADMIN: "dana" };
  const read = () => readSettings(env, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]);
  expect(read).toThrow(SettingsError);
  try {
    read();
  } catch (error) {
    const { problems } = error as SettingsError;
    expect(problems.map((line) => line.split(":")[0])).toEqual([
      "PORT",
      "SLACK_BOT_TOKEN",
      "BILLRUN_ADMIN",
      "SLACK_SIGNING_SECRET",
    ]);
    expect(problems[0]).toBe(
      "PORT: must be a port from 0 to 65535. Port of the HTTP server; 0 takes a free one.",
    );
    expect(problems[3]).toContain("is missing. Signing secret of the Slack app");
  }
});

it("every setting has a sentence", () => {
  for (const sentence of Object.values(settingDescriptions()))
    expect(sentence).toMatch(/^[A-Z].{10}/);
});

it.each([
  ["PORT", "1e3"],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://host/db"],
  ["SLACK_API_URL", "slack"],
  ["LOG_LEVEL", "loud"],
  ["SLACK_APP_TOKEN", "xoxb-1"],
  ["SLACK_TEAMS", "northlight"],
  ["BILLRUN_SECRET", "hunter2"],
])("%s=%s is told as wrong", (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(`${name}: must be`);
});

const oauth = {
  SLACK_CLIENT_ID: "1.2",
  SLACK_CLIENT_SECRET: "0123456789",
  SLACK_TEAMS: "T01,E02",
  BILLRUN_SECRET: Buffer.alloc(32).toString("base64"),
  PUBLIC_URL: "https://billrun.example.com",
};

it.each([
  ["one token over HTTP", { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "01234567" }],
  ["one token by Socket Mode", { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" }],
  ["installed over HTTP", { ...oauth, SLACK_SIGNING_SECRET: "01234567" }],
  ["installed by Socket Mode", { ...oauth, SLACK_APP_TOKEN: "xapp-1" }],
])("a server can be started with %s", (_, env) => {
  expect(readServerSettings(env)).toHaveProperty("LOG_LEVEL");
});

it.each([
  ["nothing", {}, ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]],
  ["a secret alone", { SLACK_SIGNING_SECRET: "01234567" }, ["SLACK_BOT_TOKEN"]],
  ["a socket alone", { SLACK_APP_TOKEN: "xapp-1" }, ["SLACK_BOT_TOKEN"]],
  [
    "a client alone",
    { SLACK_CLIENT_ID: "1.2", SLACK_APP_TOKEN: "xapp-1" },
    ["SLACK_CLIENT_SECRET", "SLACK_TEAMS", "BILLRUN_SECRET", "PUBLIC_URL"],
  ],
  [
    "a token and a client, and more that is missing, told at once",
    { ...oauth, SLACK_BOT_TOKEN: "xoxb-1" },
    ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"],
  ],
])("a server is not started with %s", (_, env, names) => {
  try {
    readServerSettings(env);
    expect.unreachable();
  } catch (error) {
    const { problems } = error as SettingsError;
    expect(problems.map((line) => line.split(":")[0])).toEqual(names);
  }
});
