import { afterEach, beforeEach, expect, it } from "vitest";
import { changeSettings } from "../../../src/operations/settings/change-settings.ts";
import type { SettingsPatch } from "../../../src/operations/settings/settings-books.ts";
import { showSettings } from "../../../src/operations/settings/show-settings.ts";
import type { Actor } from "../../../src/operations/world.ts";
import { smallCompany } from "../../scenarios/small-company.ts";
import { openSmallBooks, previewNovember, type SmallBooks } from "../../store/small-books.ts";
import { actorNamed, addMember } from "../../support/members.ts";

let small: SmallBooks;
let connie: Actor;

beforeEach(async () => {
  small = await openSmallBooks(smallCompany([{ key: "acme" }]));
  connie = actorNamed(await addMember(small.world, "Connie", "controller"));
});

afterEach(() => small?.close());

it("what changed is told, kept, and written down with before and after", async () => {
  const patch = { sellerName: "Acme Inc", changePercent: 20, catchUpPeriods: 3 };
  expect(await changeSettings(small.world, connie, patch)).toEqual([
    { name: "sellerName", before: "Your company", after: "Acme Inc" },
    { name: "catchUpPeriods", before: "no limit", after: "3" },
    { name: "changePercent", before: "50", after: "20" },
  ]);
  expect(await changeSettings(small.world, connie, patch)).toEqual([]);
  expect(await showSettings(small.world, small.maker)).toMatchObject({
    sellerName: "Acme Inc",
    billing: { catchUpPeriods: 3 },
    findings: { changePercent: 20n, usagePercent: 50n },
    mayChange: false,
  });
  const [, first] = await small.books.listAudit({ limit: 2, word: "settings.change" });
  expect(first).toMatchObject({
    actorName: "Connie",
    details: {
      sellerName: "Your company → Acme Inc",
      catchUpPeriods: "no limit → 3",
      changePercent: "50 → 20",
    },
  });
});

it("a preview looks by the settings of its moment", async () => {
  await changeSettings(small.world, connie, { largeMinor: 1n });
  const run = await previewNovember(small);
  const { findings } = await small.books.viewRun(run.id);
  expect(findings["unusually-large"]).toBe(1);
});

it.each<[string, SettingsPatch]>([
  ["no name", { sellerName: "  " }],
  ["a name without end", { sellerName: "x".repeat(121) }],
  ["no percent", { changePercent: 0 }],
  ["half a percent", { usagePercent: 0.5 }],
  ["no limit of amounts", { largeMinor: 0n }],
  ["an amount that no column holds", { largeMinor: 2n ** 63n }],
  ["no period", { catchUpPeriods: 0 }],
])("%s is no setting", async (_what, patch) => {
  expect(await changeSettings(small.world, connie, patch)).toMatchObject({
    refusal: "setting_invalid",
  });
});

it("preparers look at settings and don't change them", async () => {
  expect(await changeSettings(small.world, small.maker, { changePercent: 9 })).toMatchObject({
    refusal: "role_missing",
  });
});
