import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freezeBilling } from "../../../src/operations/freeze/freeze-billing.ts";
import { postDailyNotices } from "../../../src/operations/notifications/post-daily-notices.ts";
import { postNovember } from "../../store/small-books.ts";
import { expectSoundBooks } from "../../support/oracles.ts";
import { openToldCompany, type ToldCompany } from "./told-company.ts";

let told: ToldCompany;

beforeEach(async () => {
  told = await openToldCompany(["acme", "globex"]);
});
afterEach(async () => {
  await expectSoundBooks(told.books);
  await told.close();
});

describe("once a day", () => {
  it("the head of the audit trail is told, once, from eight in the morning on", async () => {
    await told.hear("C2", ["audit-head"]);
    told.moveTo("2026-11-03T07:59:00Z");
    expect(await postDailyNotices(told.world)).toBe(0);
    told.moveTo("2026-11-03T08:00:00Z");
    const both = await Promise.all([postDailyNotices(told.world), postDailyNotices(told.world)]);
    expect(both).toContain(1);
    await told.work();
    const [row] = await told.sql<{ seq: string; hash: string }>(
      "SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1",
    );
    expect(told.read("C2")).toEqual([
      `Audit trail on 3 Nov 2026: row ${row?.seq}, hash ${row?.hash}.`,
    ]);
    expect(await postDailyNotices(told.world)).toBe(0);
  });

  it("invoices that became overdue are told on the day, and not again", async () => {
    await told.hear("C2", ["overdue-invoices"]);
    await told.hear("C3", ["overdue-invoices"], { minimum: "100.01" });
    await postNovember(told);
    await told.work();
    const [{ due } = { due: "" }] = await told.sql<{ due: string }>(
      "SELECT min(due_on)::text AS due FROM document",
    );
    const day = (later: number) =>
      new Date(Date.parse(`${due}T09:00:00Z`) + later * 86_400_000).toISOString();
    for (const later of [0, 1, 2]) {
      told.moveTo(day(later));
      await postDailyNotices(told.world);
      await told.work();
    }
    expect(told.read("C2")).toEqual(["2 invoices became overdue: 200.00 USD open."]);
    expect(told.read("C3")).toEqual([]);
  });

  it("what doctor found is told, and nothing where all is well", async () => {
    await told.hear("C2", ["doctor-findings"]);
    told.moveTo("2026-11-03T09:00:00Z");
    await postDailyNotices(told.world);
    await told.work();
    expect(told.read("C2")).toEqual([]);
    await freezeBilling(told.world, told.maker, { reason: "wrong prices" });
    told.moveTo("2026-11-04T09:00:00Z");
    await postDailyNotices(told.world);
    await told.work();
    expect(told.read("C2")).toEqual([
      expect.stringMatching(/^Doctor found \d+ things? to put right: Freeze/),
    ]);
  });
});
