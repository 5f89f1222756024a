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
    expect(problems[3]).toContain("is missing. Signing secret of the Slack app");
  }
});

it("every setting has a sentence", () => {
  for (const sentence of Object.values(settingDescriptions()))
    expect(sentence).toMatch(/^[A-Z].{10}/);
});
