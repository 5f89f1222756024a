import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { AuditRow } from "../../src/operations/audit/audit-books.ts";
import { actText } from "../../src/slack/text/act-text.ts";

const row: AuditRow = {
  ...{ seq: 1, at: "2026-12-31T14:10:00.000Z", actorId: "1", actorName: "Dana", via: "slack" },
  ...{ where: "C0BILLING", action: "bill-run.create", subject: "BR-12", digest: null },
  ...{ outcome: "done", correlationId: "1", details: {} },
};

/** The acts that operations write into the trail in people's names, as far as they stand whole. */
function acts(): readonly string[] {
  const folder = "src/operations";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const code = files
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  const found = [...code.matchAll(/action: (?:isNew \? )?"([a-z.-]+)"/g)].map(
    ([, act]) => act ?? "",
  );
  return [...new Set(found)];
}

/** What Slack itself or the clock does is nobody's. */
const nobodys = ["slack.install", "slack.uninstall", "member.group-roles", "schedule.ring"];

it("every act has a name that people use", () => {
  const named = acts().filter((act) => !nobodys.includes(act) && !/\.post$/.test(act));
  expect(named.length).toBeGreaterThan(20);
  const raw = named.filter((action) => /^[A-Z][a-z ]+, /.test(actText({ ...row, action })));
  expect(raw).toEqual([]);
});

it.each(["approve", "reject", "remind", "request-approval"])("so has every %s", (verb) => {
  for (const what of ["bill-run", "credit", "policy-change", "quote-invoice", "reversal"]) {
    expect(actText({ ...row, action: `${what}.${verb}` })).not.toMatch(/^[A-Z][a-z ]+, /);
  }
});

it("what a schedule did in its owner's name says so", () => {
  const made = { ...row, via: "job", where: "schedule monthly" };
  expect(actText(made)).toMatch(/^Make BR-12 \(by the schedule monthly\): done, /);
});

it("an act of another version is told with its own words", () => {
  expect(actText({ ...row, action: "moon-shot.try" })).toMatch(/^Moon shot, try BR-12: done, /);
});
