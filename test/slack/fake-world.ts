import type { Approval, Vote } from "../../src/billing/approvals/approval.ts";
import { tally } from "../../src/billing/approvals/approval.ts";
import type { Member, Role } from "../../src/billing/approvals/member.ts";
import type { ApprovalPolicy } from "../../src/billing/approvals/policy.ts";
import type { BillRun } from "../../src/billing/bill-run/bill-run.ts";
import { mayMove, moveOf } from "../../src/billing/bill-run/lifecycle.ts";
import type { Catalog } from "../../src/billing/catalog/catalog.ts";
import type { ApprovalView } from "../../src/operations/approvals/approval-view.ts";
import type { BillRunView } from "../../src/operations/bill-runs/bill-run-view.ts";
import type { Milestone } from "../../src/operations/bill-runs/milestone.ts";
import type { AuditEntry } from "../../src/operations/book-records.ts";
import type { Books, BooksReader, BooksWriter } from "../../src/operations/books.ts";
import type { World } from "../../src/operations/world.ts";
import { aboutRun, dana, lee, now, sampleRows, sampleView } from "./sample-views.ts";

/** Books in memory, as far as the Slack counter's tests touch them, with what they were told. */
export type FakeWorld = World & {
  readonly runs: BillRun[];
  readonly members: Map<string, Member>;
  readonly audit: AuditEntry[];
  readonly milestones: Milestone[];
  readonly claimed: Set<string>;
  /** Set to make the next call of `write` fail, as a database that is down does. */
  broken: boolean;
  addRun(state: BillRun["state"], patch?: Partial<BillRun>): BillRun;
};

type State = Pick<FakeWorld, "runs" | "members" | "audit" | "milestones" | "claimed"> & {
  readonly approvals: Approval[];
};

/** An empty company with three members: Dana prepares, Lee approves, Sam does both. */
export function fakeWorld(): FakeWorld {
  const state: State = {
    runs: [],
    members: new Map([
      ["U0DANA", member("m-dana", "Dana Ruiz", ["preparer"])],
      ["U0LEE", member("m-lee", "Lee Novak", ["approver"])],
      ["U0SAM", member("m-sam", "Sam Okoro", ["preparer", "approver"])],
    ]),
    audit: [],
    milestones: [],
    claimed: new Set(),
    approvals: [],
  };
  const writer = writerOf(state);
  let last: Promise<unknown> = Promise.resolve();
  const world: FakeWorld = {
    ...state,
    broken: false,
    clock: { now: () => now },
    notifier: {
      pace: { gapMs: 0, burst: 1 },
      postCard: async () => ({ place: { channel: "C0BILLING", ts: "1" }, contentHash: "1" }),
      editCard: async () => "1",
      post: async () => ({ channel: "C0BILLING", ts: "1" }),
      uploadFile: async () => "F1",
      shareFile: async () => true,
    },
    outside: { check: async () => [] },
    books: {
      ...readerOf(state),
      write: async (work: (tx: BooksWriter) => Promise<unknown>) => {
        if (world.broken) throw new Error("the database is down");
        // One after another, as the locks of the database make them.
        const done = last.then(() => work(writer));
        last = done.catch(() => {});
        return done;
      },
      // The counter's tests reach only the methods above; any other would be a TypeError.
    } as unknown as Books,
    addRun: (runState, patch) => addRun(state, runState, patch),
  };
  return world;
}

function member(id: string, name: string, roles: readonly Role[]): Member {
  return { id, name, email: null, roles, active: true };
}

function addRun(state: State, runState: BillRun["state"], patch: Partial<BillRun> = {}): BillRun {
  const number = state.runs.length + 12;
  const run = { ...sampleView(runState).run, id: `run-${number}`, number, ...patch };
  state.runs.push(run);
  if (runState === "awaiting-approval" && run.digest) openApproval(state, run, run.digest);
  return run;
}

function openApproval(state: State, run: BillRun, digest: string): Approval {
  const approval: Approval = {
    ...aboutRun(run),
    id: `approval-${state.approvals.length + 1}`,
    runId: run.id,
    digest,
    requestedBy: run.createdBy,
    requestedAt: now.toISOString(),
    expiresAt: "2027-01-03T14:00:00.000Z",
    state: "open",
    required: { aboveMinor: 0n, votes: 1, including: [] },
    votes: [],
  };
  state.approvals.push(approval);
  return approval;
}

const onePerson: ApprovalPolicy = {
  tiers: [{ aboveMinor: 0n, votes: 1, including: [] }],
  expiresAfterHours: 72,
};

function viewOf(state: State, id: string): ApprovalView {
  const approval = state.approvals.find((one) => one.id === id);
  if (!approval) throw new Error(`no approval ${id}`);
  const counted = tally(approval.required, approval.votes);
  return { approval, tally: counted, requestedBy: dana, mayVote: [lee], standIns: [], people: [] };
}

function readerOf(state: State): Partial<BooksReader> {
  const approvalOf = (runId: string) => state.approvals.filter((a) => a.runId === runId).at(-1);
  return {
    loadCatalog: async () => ({ settings: { timeZone: "UTC" } }) as Catalog,
    findRun: async (number) => state.runs.find((run) => run.number === number) ?? null,
    listRuns: async (limit) =>
      [...state.runs]
        .reverse()
        .slice(0, limit)
        .map((run) => ({ run, totals: sampleView(run.state).totals })),
    viewRun: async (id): Promise<BillRunView> => {
      const run = state.runs.find((one) => one.id === id);
      if (!run) throw new Error(`no run ${id}`);
      const approval = approvalOf(id);
      const counted = approval
        ? { ...approval, tally: tally(approval.required, approval.votes) }
        : null;
      return sampleView(run.state, { run, approval: counted });
    },
    listResults: async () => [
      {
        account: "nordwind",
        name: "Nordwind",
        payer: "nordwind",
        result: "parked",
        reasonCode: "price_missing",
        reason: "no price in SEK",
      },
    ],
    pageRunAccounts: async (_, filter, { offset, limit }) => {
      const found = sampleRows.filter((row) => !filter.text || row.name.includes(filter.text));
      return found.slice(offset, offset + limit);
    },
    findRunAccount: async (_, key) => sampleRows.find((row) => row.account === key) ?? null,
    mostChanged: async () => [],
    missingKeys: async (_, keys) => keys.filter((key) => key !== "acme"),
    countSelected: async ({ accounts, segments }) => ({
      selected: accounts ? 1 : segments ? 40 : 1_312,
      onPlans: null,
      left: { run: 11, accounts: 2 },
    }),
    cardChannel: async () => "C0BILLING",
    loadPayerOf: async () => null,
    searchAccounts: async () => [{ key: "acme", name: "Acme" }],
    selectionChoices: async () => ({
      segments: ["enterprise", "mid-market"],
      tags: [],
      currencies: ["EUR", "USD"],
      plans: [{ key: "team", name: "Team" }],
    }),
    currentFreeze: async () => null,
    runsGoingOn: async () => {
      const going = state.runs.filter((run) => run.state === "running");
      const runs = going.map((run) => {
        const { counts } = sampleView(run.state);
        return { ...run, ...counts, exceptions: counts.parked + counts.held, channel: "C0BILLING" };
      });
      return { runs, many: runs.length };
    },
    exceptionsOf: async () => ({ runs: [], many: 0 }),
    listSchedules: async () => [],
    latestSlots: async () => [],
    listAudit: async () => [],
    listTeam: async () => [],
    slackAccess: async () => [],
    listRoleGroups: async () => [],
    findMemberBySlackId: async (slackId) => state.members.get(slackId) ?? null,
    listMembers: async () => [...state.members.values()],
    loadPolicy: async () => onePerson,
    standingPolicy: async () => ({ version: null, policy: onePerson, activeFrom: null }),
    listDelegations: async () => [],
    listOpenApprovals: async () =>
      state.approvals.filter((one) => one.state === "open").map((one) => viewOf(state, one.id)),
    latestApprovalOf: async (_, subject) =>
      state.approvals.filter((one) => one.subject === subject).at(-1) ?? null,
    viewApproval: async (id) => viewOf(state, id),
  };
}

function writerOf(state: State): Partial<BooksWriter> & BooksWriter {
  const replaceRun = (run: BillRun) => {
    const index = state.runs.findIndex((one) => one.id === run.id);
    state.runs[index] = run;
    return run;
  };
  const replaceApproval = (id: string, change: (approval: Approval) => Approval) => {
    const index = state.approvals.findIndex((one) => one.id === id);
    const found = state.approvals[index];
    if (found) state.approvals[index] = change(found);
  };
  const keys = new Map<string, string>();
  const writer: Partial<BooksWriter> = {
    freezeNow: async () => null,
    claimRequest: async (key) => {
      if (state.claimed.has(key)) return false;
      state.claimed.add(key);
      return true;
    },
    currentRun: async (id) => state.runs.find((run) => run.id === id) ?? null,
    insertRun: async (run) => {
      const id = run.requestKey ? keys.get(run.requestKey) : undefined;
      const earlier = state.runs.find((one) => one.id === id);
      if (earlier) return earlier;
      const { name, kind, terms, retryOf, createdBy } = run;
      const made = addRun(state, "draft", {
        ...{ name, kind, terms, retryOf, createdBy },
        lastEditedBy: createdBy,
      });
      if (run.requestKey) keys.set(run.requestKey, made.id);
      return made;
    },
    moveRun: async (id, move, patch) => {
      const run = state.runs.find((one) => one.id === id);
      if (!run || !mayMove(run.state, move)) return null;
      if (patch.ifDigest !== undefined && patch.ifDigest !== run.digest) return null;
      const pauseReason = move === "pause" ? (patch.reason ?? null) : null;
      return replaceRun({ ...run, state: moveOf(move).to, pauseReason });
    },
    launchRun: async (id) => {
      const run = state.runs.find((one) => one.id === id);
      if (run?.state !== "approved") return null;
      return replaceRun({ ...run, state: "running" });
    },
    freezeChunks: async () => ({ chunks: 1, accounts: 3 }),
    openLaunchChunks: async () => 1,
    insertApproval: async (wanted) => {
      const run = state.runs.find((one) => one.id === wanted.runId);
      if (!run) throw new Error("no run");
      return openApproval(state, run, wanted.digest);
    },
    lockApprovalSubject: async () => {},
    lockOpenApprovalOf: async (_, subject) =>
      state.approvals.find((one) => one.subject === subject && one.state === "open") ?? null,
    latestApprovalOf: async (_, subject) =>
      state.approvals.filter((one) => one.subject === subject).at(-1) ?? null,
    viewApproval: async (id) => viewOf(state, id),
    lockOpenApproval: async (runId) =>
      state.approvals.find((one) => one.runId === runId && one.state === "open") ?? null,
    latestApproval: async (runId) =>
      state.approvals.filter((one) => one.runId === runId).at(-1) ?? null,
    addVote: async (id, vote: Vote) =>
      replaceApproval(id, (found) => ({ ...found, votes: [...found.votes, vote] })),
    closeApproval: async (id, closed) =>
      replaceApproval(id, (found) => ({ ...found, state: closed })),
    appendAudit: async (entry) => {
      state.audit.push(entry);
    },
    latestMilestoneAt: async (runId, kind) =>
      state.milestones.filter((one) => one.runId === runId && one.kind === kind).at(-1)?.at ?? null,
    queueMilestone: async (milestone) => {
      state.milestones.push(milestone);
    },
    queueCard: async () => {},
  };
  return writer as BooksWriter;
}
