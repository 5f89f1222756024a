import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { type ProgressStream, pace, startProgress } from "../../src/cli/progress.ts";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 200 }) as ProgressStream, written };
}

it("a bar on a terminal shows what is done of what", () => {
  const { stream, written } = terminal(true);
  const bar = startProgress("Preview", 7000, "accounts", stream);
  bar.update(2800);
  bar.stop();
  expect(written.join("")).toContain(
    "Preview ██████████░░░░░░░░░░░░░░ 40 % | 2,800/7,000 accounts",
  );
});

it("nothing is written where standard error is no terminal", () => {
  const { stream, written } = terminal(false);
  const bar = startProgress("Preview", 7000, "accounts", stream);
  bar.update(2800);
  bar.stop();
  expect(written).toEqual([]);
});

it.each([
  [0, 7000, 10, []],
  [2800, 7000, 0.5, []],
  [2800, 7000, 2.8, ["1,000/s", "5 s left"]],
  [1000, 7000, 60, ["17/s", "6 min left"]],
  [7000, 7000, 10, ["700/s", "0 s left"]],
])("%i of %i in %f s is a pace of %j", (done, total, seconds, said) => {
  expect(pace(done, total, seconds)).toEqual(said);
});
