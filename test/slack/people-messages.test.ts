import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditRow } from "../../src/operations/audit/audit-books.ts";
import type { Examination } from "../../src/operations/doctor/examine-company.ts";
import type { Freeze } from "../../src/operations/freeze/freeze-books.ts";
import type { Team } from "../../src/operations/members/list-team.ts";
import type { TeamMember } from "../../src/operations/members/members-books.ts";
import type { SettingsView } from "../../src/operations/settings/show-settings.ts";
import { parseMrkdwn, type TextNode } from "../../src/sandbox/slack/mrkdwn.ts";
import { validateBlocks, validateView } from "../../src/sandbox/slack/validate-blocks.ts";
import type { SlackMessage } from "../../src/slack/blocks.ts";
import { auditMessage, verifiedMessage } from "../../src/slack/messages/audit-message.ts";
import { doctorMessage } from "../../src/slack/messages/doctor-message.ts";
import { frozenMessage, unfreezingMessage } from "../../src/slack/messages/freeze-message.ts";
import { milestoneMessage } from "../../src/slack/messages/milestone-message.ts";
import { rolesMessage } from "../../src/slack/messages/roles-message.ts";
import { runCard } from "../../src/slack/messages/run-card.ts";
import { settingsMessage } from "../../src/slack/messages/settings-message.ts";
import { rolesView } from "../../src/slack/modals/roles-view.ts";
import { settingsView } from "../../src/slack/modals/settings-view.ts";
import { expectMessage, expectView } from "./expect-golden.ts";
import { nasty } from "./nasty.ts";
import { digest, now, sampleView } from "./sample-views.ts";

const givenAt = "2026-12-01T09:00:00.000Z";

function teamMember(name: string, roles: TeamMember["member"]["roles"]): TeamMember {
  return {
    member: { id: `m-${name}`, name, email: null, roles, active: true },
    slackIds: [`U0${name.toUpperCase().replace(/[^A-Z]/g, "")}`],
    hasLeftSlack: false,
    grants: roles.map((role) => ({ role, groupId: null, givenBy: "Ada", givenAt })),
  };
}

const group = {
  groupId: "S0APPROVE",
  handle: "@billing-approvers",
  roles: ["approver"] as const,
  setBy: "m-Ada",
  setByName: "Ada",
};
const kim: TeamMember = {
  ...teamMember("Kim", ["preparer", "approver"]),
  slackIds: ["U0KIM", "U0KIM2"],
  grants: [
    { role: "preparer", groupId: null, givenBy: "Ada", givenAt },
    { role: "approver", groupId: "S0APPROVE", givenBy: "Ada", givenAt },
  ],
};
/** Somebody whom Slack says to be deactivated. */
function gone({ member, ...person }: TeamMember): TeamMember {
  return { ...person, member: { ...member, active: false }, hasLeftSlack: true };
}

const team: Team = {
  people: [
    teamMember("Ada", ["admin"]),
    teamMember("Dana", ["preparer"]),
    kim,
    { ...teamMember("Bo <!channel>", []), slackIds: [] },
    gone(teamMember("Sam <!here>", ["approver"])),
  ],
  groups: [group],
};

const freeze: Freeze = {
  id: "f-1",
  frozenAt: "2026-12-31T14:10:00.000Z",
  by: "m-lee",
  byName: "Lee Novak",
  reason: "wrong VAT rate *now*",
  asked: null,
};
const asked = { ...freeze, asked: { by: "m-sam", byName: "Sam", at: now.toISOString() } };

const row: AuditRow = {
  seq: 4711,
  at: "2026-12-31T14:09:00.000Z",
  actorId: "m-dana",
  actorName: "Dana Ruiz",
  via: "slack",
  where: "C0BILLING",
  action: "bill-run.launch",
  subject: "BR-12",
  digest,
  outcome: "done",
  correlationId: "7f2c91ab",
  details: { comment: "looks right", nothing: null },
};
const head = { seq: 4711, hash: "9f".repeat(32) };

const settings: SettingsView = {
  sellerName: "Acme Inc",
  isImported: true,
  billing: {
    currency: "USD",
    timeZone: "America/New_York",
    proration: "actual",
    cancelDayBilled: false,
    taxRounding: "document",
    negativeCharges: "net",
    zeroInvoices: "skip",
    seller: { country: "DE", vatId: "DE123456789" },
    minimumInvoice: { USD: "5.00", EUR: "5.00" },
    catchUpPeriods: 3,
  },
  findings: { changePercent: 50n, usagePercent: 40n, largeMinor: 1_000_000n },
  approvals: ["Bill runs: 1 other person.", "Above 1,000,000.00 USD: 2 people."],
  mayChange: true,
};

const sound: Examination = {
  checks: [
    { what: "Promises", isFine: true, text: "Every promise holds.", remedy: null },
    { what: "People", isFine: true, text: "Nobody is an admin.", remedy: "Name one." },
  ],
  isSound: true,
  rows: {},
};
const unsound: Examination = {
  checks: [
    { what: "Slack token", isFine: false, text: "It was revoked.", remedy: "Install it again." },
    {
      ...{ what: "Channel C0BILLING", isFine: false, text: "billrun can't see C0BILLING." },
      remedy: "Invite it there: /invite @billrun.",
    },
    ...sound.checks,
  ],
  isSound: false,
  rows: {},
};

describe("messages about people and operations", () => {
  it("are the golden ones", async () => {
    await expectMessage("roles", rolesMessage(team, false));
    await expectMessage("roles.admin", rolesMessage(team, true));
    await expectMessage("freeze", frozenMessage(freeze, true));
    const lifting = { lifted: false, freeze: asked, goingOn: 0 };
    await expectMessage("unfreeze.asked", unfreezingMessage(lifting, ["<@U0SAM>", "<@U0KIM>"]));
    const lifted = { lifted: true, freeze: asked, goingOn: 2 };
    await expectMessage("unfreeze.lifted", unfreezingMessage(lifted, []));
    await expectMessage("audit", auditMessage({ rows: [row], head, of: null }));
    await expectMessage("audit.none", auditMessage({ rows: [], head, of: "BR-99" }));
    const whole = { rows: 4_711, sound: head, broken: null, keepsHead: null };
    await expectMessage("audit.verified", verifiedMessage(whole));
    await expectMessage("audit.broken", verifiedMessage({ ...whole, broken: 3 }));
    await expectMessage("doctor", doctorMessage(sound));
    await expectMessage("doctor.wrong", doctorMessage(unsound));
    await expectMessage("settings", settingsMessage(settings));
  });

  it.each(["approved", "running"] as const)("the card of a run that is %s tells", async (state) => {
    await expectMessage(
      `run-card.${state}.frozen`,
      runCard(sampleView(state, { frozen: freeze }), now),
    );
    const card = runCard(sampleView(state, { frozen: asked }), now);
    expect(JSON.stringify(card)).toContain("Sam asked to lift it");
  });

  it.each(["completed", "canceled", "draft"] as const)(
    "a run that is %s is left alone",
    (state) => {
      const card = runCard(sampleView(state, { frozen: freeze }), now);
      expect(JSON.stringify(card)).not.toContain("Frozen");
    },
  );

  it("its thread tells that it stopped and goes on", async () => {
    const at = now.toISOString();
    const view = sampleView("running");
    const stopped = {
      runId: "run-12",
      at,
      kind: "frozen",
      by: "Lee",
      reason: "wrong rate",
    } as const;
    await expectMessage("milestone.frozen", milestoneMessage(stopped, view));
    const on = { runId: "run-12", at, kind: "unfrozen", by: "Sam" } as const;
    await expectMessage("milestone.unfrozen", milestoneMessage(on, view));
  });
});

describe("forms", () => {
  it("are the golden ones", async () => {
    await expectView("modal.roles", rolesView(null, null, "C0BILLING"));
    await expectView("modal.roles.person", rolesView("U0KIM", kim, "C0BILLING"));
    await expectView("modal.roles.new", rolesView("U0NEW", null, null));
    await expectView("modal.settings", settingsView(settings, "C0BILLING"));
    await expectView(
      "modal.settings.not-imported",
      settingsView({ ...settings, isImported: false }, null),
    );
  });
});

/** Their messages, whatever people, groups, companies and checks are called. */
function worstMessages(name: string): readonly SlackMessage[] {
  const many = <T>(count: number, make: (n: number) => T) =>
    Array.from({ length: count }, (_, n) => make(n));
  const all = ["viewer", "preparer", "approver", "controller", "admin"] as const;
  const people = many(200, (n) => ({ ...teamMember(`${name}${n}`, all), slackIds: [] }));
  const groups = many(60, (n) => ({ ...group, handle: `${name}${n}`, setByName: name }));
  const details = { comment: name, before: name };
  const left = many(50, (n) => gone({ ...teamMember(`${name}${n}`, all), slackIds: [] }));
  const worstRow = { ...row, actorName: name, subject: name, details };
  const check = { what: name, text: name, remedy: name };
  const billing = { ...settings.billing, timeZone: name, minimumInvoice: { [name]: "1.00" } };
  const named = { ...asked, byName: name, reason: name };
  const lifted = { lifted: true, freeze: named, goingOn: 3 };
  return [
    rolesMessage({ people: [...people, ...left], groups }, true),
    frozenMessage(named, true),
    unfreezingMessage({ ...lifted, lifted: false }, many(50, String)),
    unfreezingMessage(lifted, []),
    runCard(sampleView("running", { frozen: named }), now),
    auditMessage({ rows: many(50, (n) => ({ ...worstRow, seq: n + 1 })), head, of: name }),
    doctorMessage({ ...unsound, checks: many(100, (n) => ({ ...check, isFine: n > 50 })) }),
    doctorMessage({ ...sound, checks: many(40, () => ({ ...check, isFine: true })) }),
    settingsMessage({ ...settings, sellerName: name, billing, approvals: many(100, () => name) }),
  ];
}

/** What a text of ours never is, so that data made it. */
const foreign = ["broadcast", "link", "quote", "pre", "strike", "italic", "channel", "group"];

function foreignKinds(nodes: readonly TextNode[]): readonly string[] {
  return nodes.flatMap((node) => [
    ...(foreign.includes(node.kind) ? [node.kind] : []),
    ...("children" in node ? foreignKinds(node.children) : []),
  ]);
}

describe("the worst that may stand in them", () => {
  it("fits into Slack's limits, and does nothing", () => {
    fc.assert(
      fc.property(nasty, (name) => {
        for (const message of worstMessages(name)) {
          expect(validateBlocks(message.blocks, "message")).toEqual([]);
          expect(JSON.stringify(message.blocks).length).toBeLessThan(26_000);
          const texts = message.blocks.flatMap((block) =>
            block.type === "section" && block.text ? [block.text.text] : [],
          );
          for (const text of [message.text, ...texts]) {
            expect(text).not.toMatch(/<!(?!date\^)|<http|[\u202a-\u202e\u2066\u2067]/);
            expect(foreignKinds(parseMrkdwn(text))).toEqual([]);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it("fits into their forms", () => {
    fc.assert(
      fc.property(nasty, (name) => {
        const somebody = { ...kim, member: { ...kim.member, name }, grants: [] };
        expect(validateView(rolesView("U0KIM", somebody, "C0BILLING"))).toEqual([]);
        expect(validateView(settingsView({ ...settings, sellerName: name }, null))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
