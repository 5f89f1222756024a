import { describe, expect, it } from "vitest";
import { mayDo } from "../../src/billing/approvals/member.ts";
import {
  sampleChannels,
  sampleMembers,
  samplePeople,
  sampleUserGroups,
} from "../../src/sandbox/sample-people.ts";

const memberOf = (slackId: string) => {
  const found = sampleMembers.find((member) => member.slackIds.includes(slackId));
  if (!found) throw new Error(`${slackId} is no member`);
  return { id: slackId, ...found };
};

describe("the sample people", () => {
  it("let Dana prepare and launch, but not approve", () => {
    const dana = memberOf("U0DANA");
    expect(mayDo(dana, "prepare")).toBe(true);
    expect(mayDo(dana, "launch")).toBe(true);
    expect(mayDo(dana, "vote")).toBe(false);
  });

  it("have three who may approve and one admin who may not", () => {
    const voters = sampleMembers.filter((member) => mayDo({ id: "", ...member }, "vote"));
    expect(voters.map((member) => member.name)).toEqual([
      "Lee Okafor",
      "Sam Lindqvist",
      "Priya Raman",
    ]);
    expect(mayDo(memberOf("U0ALEX"), "administer")).toBe(true);
    expect(mayDo(memberOf("U0ALEX"), "vote")).toBe(false);
  });

  it("have a guest who is no member", () => {
    expect(samplePeople.filter((person) => person.isGuest).map((person) => person.id)).toEqual([
      "U0GUS",
    ]);
    expect(() => memberOf("U0GUS")).toThrow("U0GUS");
  });

  it("live in zones that exist, with ids and handles of their own", () => {
    for (const { timeZone } of samplePeople) {
      expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
    }
    for (const field of ["id", "name", "email"] as const) {
      expect(new Set(samplePeople.map((person) => person[field])).size).toBe(samplePeople.length);
    }
  });

  it("meet in channels with a topic, #billing first", () => {
    expect(sampleChannels.map((channel) => channel.name)).toEqual([
      "billing",
      "billing-runs",
      "finance",
      "general",
    ]);
    const ids = new Set(samplePeople.map((person) => person.id));
    for (const channel of sampleChannels) {
      expect(channel.topic).toMatch(/\w/);
      for (const member of channel.members) expect(ids).toContain(member);
    }
  });

  it("are in user groups with handles that no person has", () => {
    const ids = new Set(samplePeople.map((person) => person.id));
    const names = new Set(samplePeople.map((person) => person.name));
    expect(sampleUserGroups.map((group) => group.handle)).toEqual([
      "billing-approvers",
      "auditors",
    ]);
    for (const { handle, members } of sampleUserGroups) {
      expect(names).not.toContain(handle);
      for (const member of members) expect(ids).toContain(member);
    }
  });
});
