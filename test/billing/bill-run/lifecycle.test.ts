import { describe, expect, it } from "vitest";
import { parseRunLabel, runLabel } from "../../../src/billing/bill-run/bill-run.ts";
import {
  type BillRunMove,
  type BillRunState,
  mayMove,
  moveOf,
} from "../../../src/billing/bill-run/lifecycle.ts";

/** The picture above the table, as rows: where one stands, what is done, where it leads. */
const picture: readonly (readonly [BillRunState, BillRunMove, BillRunState])[] = [
  ["draft", "preview", "previewing"],
  ["draft", "cancel", "canceled"],
  ["previewing", "finish-preview", "previewed"],
  ["previewing", "cancel", "canceled"],
  ["previewed", "preview", "previewing"],
  ["previewed", "request-approval", "awaiting-approval"],
  ["previewed", "cancel", "canceled"],
  ["awaiting-approval", "preview", "previewing"],
  ["awaiting-approval", "approve", "approved"],
  ["awaiting-approval", "reject", "previewed"],
  ["awaiting-approval", "cancel", "canceled"],
  ["approved", "preview", "previewing"],
  ["approved", "launch", "running"],
  ["approved", "cancel", "canceled"],
  ["running", "pause", "paused"],
  ["running", "finish", "completed"],
  ["running", "finish-with-exceptions", "completed-with-exceptions"],
  ["paused", "resume", "running"],
  ["completed", "reverse", "reversed"],
  ["completed-with-exceptions", "reverse", "reversed"],
];

const states: readonly BillRunState[] = [
  "draft",
  "previewing",
  "previewed",
  "awaiting-approval",
  "approved",
  "running",
  "paused",
  "completed",
  "completed-with-exceptions",
  "canceled",
  "reversed",
];
const moves: readonly BillRunMove[] = [
  "preview",
  "finish-preview",
  "request-approval",
  "approve",
  "reject",
  "launch",
  "pause",
  "resume",
  "finish",
  "finish-with-exceptions",
  "cancel",
  "reverse",
];

function reachableFrom(start: BillRunState): ReadonlySet<BillRunState> {
  const reached = new Set<BillRunState>([start]);
  for (const state of reached) {
    for (const move of moves) if (mayMove(state, move)) reached.add(moveOf(move).to);
  }
  return reached;
}

describe("the life of a bill run", () => {
  it("is exactly the picture", () => {
    const table = states.flatMap((state) =>
      moves
        .filter((move) => mayMove(state, move))
        .map((move) => [state, move, moveOf(move).to].join(" ")),
    );
    expect(table.sort()).toEqual(picture.map((row) => row.join(" ")).sort());
  });

  it("reaches every state from a draft", () => {
    expect(reachableFrom("draft")).toEqual(new Set(states));
  });

  it("ends when canceled or reversed, and nowhere else", () => {
    const ends = states.filter((state) => !moves.some((move) => mayMove(state, move)));
    expect(ends).toEqual(["canceled", "reversed"]);
  });

  it("never goes back to before the launch once it ran", () => {
    for (const state of ["running", "paused", "completed"] as const) {
      for (const before of ["draft", "previewed", "approved", "canceled"] as const) {
        expect(reachableFrom(state)).not.toContain(before);
      }
    }
  });

  it("launches only what was approved, and approves only what waits for it", () => {
    expect(states.filter((state) => mayMove(state, "launch"))).toEqual(["approved"]);
    expect(states.filter((state) => mayMove(state, "approve"))).toEqual(["awaiting-approval"]);
  });
});

describe("the name of a run", () => {
  it("is BR and its number, however it is typed", () => {
    expect(runLabel({ number: 12 })).toBe("BR-12");
    for (const typed of ["BR-12", "br-12", "br12", "12", " BR-12 "]) {
      expect(parseRunLabel(typed)).toBe(12);
    }
  });

  it.each(["", "BR-", "BR-0", "BR-012", "12a", "-12", "1e3", "BR-1234567890", "١٢"])(
    "is not %j",
    (typed) => expect(parseRunLabel(typed)).toBeNull(),
  );
});
