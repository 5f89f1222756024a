import type { Role } from "../billing/approvals/member.ts";
import type { SandboxChannel, SandboxPerson, Team, UserGroup } from "./slack/model.ts";

/** The company's workspace; its name is the seller's, too. */
export const sampleTeam: Team = { id: "T0BILLRUN", name: "Northlight", domain: "northlight" };

/** A member of the billing team as the books take it. */
export type SampleMember = {
  readonly name: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly slackIds: readonly string[];
};

type Colleague = SandboxPerson & { readonly roles: readonly Role[] };

/** The finance team, in the order in which the people switcher shows it; Gus only looks in. */
const colleagues: readonly Colleague[] = [
  {
    id: "U0DANA",
    name: "dana",
    realName: "Dana Weber",
    title: "Billing, prepares the runs",
    timeZone: "Europe/Berlin",
    locale: "en-GB",
    email: "dana.weber@northlight.example.com",
    roles: ["preparer"],
  },
  {
    id: "U0LEE",
    name: "lee",
    realName: "Lee Okafor",
    title: "Head of billing, approves",
    timeZone: "America/New_York",
    locale: "en-US",
    email: "lee.okafor@northlight.example.com",
    roles: ["approver"],
  },
  {
    id: "U0SAM",
    name: "sam",
    realName: "Sam Lindqvist",
    title: "Revenue accountant, approves",
    timeZone: "Europe/Stockholm",
    locale: "en-GB",
    email: "sam.lindqvist@northlight.example.com",
    roles: ["approver"],
  },
  {
    id: "U0PRIYA",
    name: "priya",
    realName: "Priya Raman",
    title: "Controller",
    timeZone: "Asia/Kolkata",
    locale: "en-US",
    email: "priya.raman@northlight.example.com",
    roles: ["controller"],
  },
  {
    id: "U0ALEX",
    name: "alex",
    realName: "Alex Moreau",
    title: "Finance systems, admin of billrun",
    timeZone: "Europe/Paris",
    locale: "en-US",
    email: "alex.moreau@northlight.example.com",
    roles: ["admin"],
  },
  {
    id: "U0GUS",
    name: "gus",
    realName: "Gus Halloran",
    title: "Auditor from outside, a guest",
    timeZone: "America/Chicago",
    locale: "en-US",
    email: "gus@halloran-audit.example.com",
    isGuest: true,
    roles: [],
  },
];

/** Everybody in the sandbox's workspace. */
export const samplePeople: readonly SandboxPerson[] = colleagues.map(
  ({ roles: _, ...person }) => person,
);

/** Those of them who may use billrun, with their roles. */
export const sampleMembers: readonly SampleMember[] = colleagues
  .filter((colleague) => colleague.roles.length > 0)
  .map((colleague) => ({
    name: colleague.realName,
    email: colleague.email ?? null,
    roles: colleague.roles,
    active: true,
    slackIds: [colleague.id],
  }));

/**
 * Groups of the workspace. None gives a role before an admin says so, for example with
 * `/billrun roles group @billing-approvers approver`.
 */
export const sampleUserGroups: readonly UserGroup[] = [
  {
    id: "S0APPROVERS",
    handle: "billing-approvers",
    name: "Who approves bill runs",
    members: ["U0LEE", "U0SAM"],
  },
  {
    id: "S0AUDITORS",
    handle: "auditors",
    name: "Who looks at the books",
    members: ["U0GUS", "U0ALEX"],
  },
];

const everybody = colleagues.map((colleague) => colleague.id);
const team = sampleMembers.flatMap((member) => member.slackIds);

/** The workspace's channels; a newcomer lands in the first. */
export const sampleChannels: readonly SandboxChannel[] = [
  {
    id: "C0BILLING",
    name: "billing",
    members: [...everybody],
    topic: "Bill runs of the month: preview, approve, launch. Start with /billrun preview",
  },
  {
    id: "C0RUNS",
    name: "billing-runs",
    members: [...team],
    topic: "One card a run, and what became of it in its thread",
  },
  {
    id: "C0FINANCE",
    name: "finance",
    members: [...team],
    topic: "Month end, receivables, questions to the controller",
  },
  {
    id: "C0GENERAL",
    name: "general",
    members: [...everybody],
    topic: "For everybody at Northlight",
  },
];
