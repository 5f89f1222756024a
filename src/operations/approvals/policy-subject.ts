import { createHash } from "node:crypto";
import { readPolicy, writePolicy } from "../../billing/approvals/policy-content.ts";
import { policySentences } from "../../billing/approvals/policy-text.ts";
import { weakenedTiers } from "../../billing/approvals/weakened-tiers.ts";
import type { World } from "../world.ts";
import { type ApprovalSubject, SubjectChanged, type SubjectNow } from "./approval-subject.ts";

/** There is one policy, so that two changes of it are never open at once. */
export const policySubjectName = "policy";

/**
 * A change of the approval policy. The policy that holds decides who must agree to its successor:
 * as it says for such changes, and as each tier says that the successor drops or softens. A
 * proposal is bound to the version that it was made against.
 */
export const policySubject: ApprovalSubject = {
  kind: "policy-change",
  act: "policy-change",
  permission: "administer",
  isAskerFree: false,
  load,
  async approved(tx, world, approval) {
    const before = await tx.standingPolicy();
    const isSame = digestOf(before.version, approval.proposal) === approval.digest;
    if (!isSame) throw new SubjectChanged("the approval policy");
    await tx.insertPolicy(approval, world.clock.now());
  },
};

async function load(world: World, _subject: string, proposal: unknown): Promise<SubjectNow> {
  const label = "Change of the approval policy";
  const nobody = { label, excluded: [], segments: null, amounts: [] };
  const policy = readPolicy(proposal);
  if (!policy) return { ...nobody, digest: null, lines: [] };
  const [{ version, policy: standing }, members, { settings }] = await Promise.all([
    world.books.standingPolicy(),
    world.books.listMembers(),
    world.books.loadCatalog(),
  ]);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const [now, wanted] = [standing, policy].map((each) =>
    policySentences(each, settings.currency, (id) => names.get(id) ?? "somebody"),
  );
  const lines = changedLines(now ?? [], wanted ?? []);
  const atLeast = weakenedTiers(standing, policy);
  return { ...nobody, digest: digestOf(version, proposal), lines, atLeast };
}

/** What would hold, with what is new in it, and what would hold no more. */
function changedLines(now: readonly string[], wanted: readonly string[]): readonly string[] {
  const marked = wanted.map((line) => (now.includes(line) ? line : `New: ${line}`));
  const gone = now.filter((line) => !wanted.includes(line)).map((line) => `No longer: ${line}`);
  return [...marked, ...gone];
}

/** Of the proposal in its canonical form and of the version that it would replace. */
function digestOf(version: number | null, proposal: unknown): string {
  const policy = readPolicy(proposal);
  const text = JSON.stringify({ after: version, policy: policy && writePolicy(policy) });
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}
