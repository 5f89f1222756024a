import { type GenericFormatter, Presets, SingleBar } from "cli-progress";

/** A bar on standard error that fills up as work is done. */
export type Progress = {
  /** Sets how much is done by now. */
  update(done: number): void;
  /** Takes the bar off the screen. */
  stop(): void;
};

/** Where a bar is drawn; only a terminal gets one. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/**
 * Draws a bar with the rate and the time left: "Importing ████░░ 40 % | 2,800/7,000 accounts |
 * 950/s | 4 s left". Silent where standard error is no terminal, so that logs stay readable.
 */
export function startProgress(
  label: string,
  total: number,
  unit = "accounts",
  stream: ProgressStream = process.stderr,
): Progress {
  if (!stream.isTTY || total <= 0) return { update() {}, stop() {} };
  const startedAt = Date.now();
  const format: GenericFormatter = (options, params) => {
    const filled = Math.round(params.progress * 24);
    const bar =
      (options.barCompleteChar ?? "█").repeat(filled) +
      (options.barIncompleteChar ?? "░").repeat(24 - filled);
    const seconds = (Date.now() - startedAt) / 1000;
    return [
      `${label} ${bar} ${Math.floor(params.progress * 100)} %`,
      `${say(params.value)}/${say(params.total)} ${unit}`,
      ...pace(params.value, params.total, seconds),
    ].join(" | ");
  };
  const bar = new SingleBar(
    { format, stream, hideCursor: true, clearOnComplete: true, fps: 5 },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { update: (done) => bar.update(Math.min(done, total)), stop: () => bar.stop() };
}

/** The rate and the time left, once there is enough to tell them by. */
export function pace(done: number, total: number, seconds: number): string[] {
  if (done <= 0 || seconds < 1) return [];
  const rate = done / seconds;
  const left = Math.ceil((total - done) / rate);
  const time = left < 90 ? `${left} s` : `${Math.round(left / 60)} min`;
  return [`${say(Math.round(rate))}/s`, `${time} left`];
}

function say(count: number): string {
  return count.toLocaleString("en-US");
}
