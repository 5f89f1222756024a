import { expect, it } from "vitest";
import { readSettings, SettingsError, settingDescriptions } from "../src/settings.ts";

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
])("%s=%s is told as wrong", (name, value) => {
  expect(() => readSettings({ [name]: value })).toThrow(`${name}: must be`);
});
