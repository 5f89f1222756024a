import { describe, expect, it } from "vitest";
import { localDate } from "../../../src/billing/calendar/local-date.ts";
import {
  defaultRunRequest,
  parseRunFilters,
} from "../../../src/operations/bill-runs/parse-run-filters.ts";

import { isRefusal } from "../../../src/operations/refusal.ts";

const today = localDate("2026-11-22");

describe("filters of a run", () => {
  it("ask for everything due this month, dated today, where nothing is said", () => {
    const all = { name: null, targetOn: "2026-11-30", invoiceOn: "2026-11-22", select: {} };
    expect(parseRunFilters("", today)).toEqual(all);
    expect(defaultRunRequest(localDate("2028-02-01")).targetOn).toBe("2028-02-29");
    expect(defaultRunRequest(localDate("2026-12-31")).targetOn).toBe("2026-12-31");
  });

  it("are read one word each, their values joined by commas", () => {
    const text =
      "segment:enterprise,partners tag:emea bcd:1,15 currency:usd account:a,b plan:p " +
      'type:usage target:2026-10-31 date:2026-12-01 name:"Late usage"';
    expect(parseRunFilters(text, today)).toEqual({
      name: "Late usage",
      targetOn: "2026-10-31",
      invoiceOn: "2026-12-01",
      select: {
        segments: ["enterprise", "partners"],
        tags: ["emea"],
        billCycleDays: [1, 15],
        currencies: ["USD"],
        accounts: ["a", "b"],
        plans: ["p"],
        chargeTypes: ["usage"],
      },
    });
  });

  it("add up when a word comes twice", () => {
    expect(parseRunFilters("segment:a SEGMENT:b type:usage type:Recurring", today)).toMatchObject({
      select: { segments: ["a", "b"], chargeTypes: ["recurring", "usage"] },
    });
  });

  it.each([
    ["target:2026-11-30 target:2026-12-31", "target"],
    ["date:2026-11-30 DATE:2026-12-31", "date"],
    ["name:a name:b", "name"],
    ["credits:net credits:separate", "credits"],
    ["kind:catch-up kind:ad-hoc", "kind"],
  ])("refuse %s, since only one of them can be meant", (text, word) => {
    expect(parseRunFilters(text, today)).toMatchObject({
      refusal: "filter_invalid",
      message: expect.stringContaining(`"${word}:" stands there twice`),
    });
    expect(
      parseRunFilters(`${text.split(" ")[0]} ${text.split(" ")[0]}`, today),
    ).not.toHaveProperty("refusal");
  });

  it.each([
    ["hello", "filter_unknown"],
    ["segment:", "filter_invalid"],
    ["segment:,", "filter_invalid"],
    ["account:,,", "filter_invalid"],
    [":x", "filter_unknown"],
    ["colour:red", "filter_unknown"],
    ["constructor:x", "filter_unknown"],
    ["target:tomorrow", "filter_invalid"],
    ["date:2026-02-30", "filter_invalid"],
    ["bcd:0", "filter_invalid"],
    ["bcd:32", "filter_invalid"],
    ["bcd:1.5", "filter_invalid"],
    ["type:fees", "filter_invalid"],
  ])("refuse %s with %s and what to write", (text, code) => {
    expect(parseRunFilters(text, today)).toMatchObject({
      refusal: code,
      remedy: expect.stringMatching(/\w/),
    });
  });

  it("refuse a list of nothing, which would bill everybody, with what to write", () => {
    expect(parseRunFilters("segment:,", today)).toMatchObject({
      message: '"segment:," names nothing.',
      remedy: "Write segment:enterprise, or leave it out.",
    });
  });

  it("repeat no more than the beginning of what is endless", () => {
    for (const text of ["😀".repeat(900), `${"x".repeat(900)}:y`, `target:${"1".repeat(900)}`]) {
      const no = parseRunFilters(text, today);
      if (!isRefusal(no)) throw new Error("it was understood");
      expect(no.message.length).toBeLessThan(200);
      expect(no.message).not.toMatch(/\p{Cs}/u);
    }
  });
});
