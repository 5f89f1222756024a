import { describe, expect, it } from "vitest";
import { parseNotify } from "../../../src/operations/notifications/parse-notify.ts";

const billing = "<#C012|billing>";

describe("what was asked of notifications", () => {
  it.each([
    ["", { what: "list" }],
    [billing, { what: "ask", channel: "C012" }],
    ["C012", { what: "ask", channel: "C012" }],
    ["resend", { what: "resend", channel: null }],
    [`forget ${billing}`, { what: "forget", channel: "C012" }],
    ["resend U012", { what: "resend", channel: "U012" }],
    [`${billing} off`, { what: "off", channel: "C012" }],
    [`${billing} OFF`, { what: "off", channel: "C012" }],
  ])("%s", (text, expected) => {
    expect(parseNotify(text)).toEqual(expected);
  });

  it.each([
    // Events in the order of their table, each once, however they are joined.
    ["run-ended,Run-Exceptions run-ended", { events: ["run-ended", "run-exceptions"] }],
    ["usual digest:off", { digest: "off", events: expect.arrayContaining(["run-ended"]) }],
    ["segment:smb,enterprise", { segments: ["smb", "enterprise"] }],
    ["segment:any currency:usd,EUR", { segments: [], currencies: ["USD", "EUR"] }],
    ["minimum:1,000.50", { minimum: "1000.50" }],
    ["minimum:off", { minimum: null }],
    ["digest:daily@7", { digest: "daily", digestHour: 7 }],
    ["digest:hourly", { digest: "hourly" }],
    ["quiet:18-8", { quiet: { from: 18, to: 8 } }],
    ["quiet:18:00-08:00", { quiet: { from: 18, to: 8 } }],
    ["quiet:off zone:Asia/Tokyo", { quiet: null, timeZone: "Asia/Tokyo" }],
  ])("%s", (text, change) => {
    expect(parseNotify(`${billing} ${text}`)).toEqual({ what: "set", channel: "C012", change });
  });

  it.each([
    ["billing run-ended", "channel_missing"],
    ["U012 run-ended", "channel_missing"],
    ["resend billing", "channel_missing"],
    ["<@U012|dana> run-ended", "channel_missing"],
    [`${billing} payment-failed`, "event_unknown"],
    [`${billing} minimum:1e3`, "notice_setting_invalid"],
    [`${billing} minimum:-5`, "notice_setting_invalid"],
    [`${billing} minimum:0.00`, "notice_setting_invalid"],
    [`${billing} minimum:NaN`, "notice_setting_invalid"],
    [`${billing} digest:weekly`, "notice_setting_invalid"],
    [`${billing} digest:hourly@8`, "notice_setting_invalid"],
    [`${billing} quiet:8`, "notice_setting_invalid"],
    [`${billing} quiet:8-8`, "notice_setting_invalid"],
    [`${billing} quiet:18-25`, "notice_setting_invalid"],
    [`${billing} colour:red`, "notice_setting_invalid"],
    [`${billing} __proto__:x`, "notice_setting_invalid"],
    [`${billing} segment:`, "notice_setting_invalid"],
  ])("%s is refused as %s", (text, code) => {
    expect(parseNotify(text)).toMatchObject({ refusal: code });
  });

  it("offers the word that was probably meant", () => {
    expect(parseNotify(`${billing} run-endet`)).toMatchObject({
      remedy: "Did you mean run-ended?",
    });
    expect(parseNotify(`${billing} segmnet:x`)).toMatchObject({ remedy: "Did you mean segment:?" });
  });
});
