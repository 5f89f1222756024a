import type { Button } from "@slack/web-api";
import { z } from "zod";
import type { HomeRun } from "../operations/home/home-books.ts";
import { cut } from "./blocks.ts";
import { writeRunReference } from "./run-reference.ts";

/** Buttons of the home page that stand nowhere else, by the name that a click arrives under. */
export const homeActionIds = {
  previewMonth: "home_preview_month",
  newRun: "home_new_run",
  retry: "home_retry",
  schedules: "open_schedules",
  settings: "open_settings",
  roles: "open_roles",
} as const;

/** A button of the home page. */
export function homeButton(
  action: keyof typeof homeActionIds,
  label: string,
  options: { readonly value?: string; readonly style?: "primary" } = {},
): Button {
  return {
    type: "button",
    action_id: homeActionIds[action],
    text: { type: "plain_text", text: cut(label, 75), emoji: false },
    ...options,
  };
}

/** Previews a run's exceptions again; its new run's card comes where the first one stands. */
export function homeRetryButton(run: HomeRun, label: string): Button {
  const { number, digest } = run;
  return homeButton("retry", label, {
    value: writeRunReference({ run: number, digest, account: null }),
  });
}

/** The newest run that the person saw; null where the value is not ours. */
export function readLatestRun(value: string): number | null {
  return z.coerce.number().int().min(0).max(999_999_999).safeParse(value).data ?? null;
}
