import { Hono } from "hono";
import type { PanelItem } from "../model.ts";
import type { Slack } from "../payloads.ts";

/** The page for people. */
export function pages(_slack: Slack, _panel: () => PanelItem[]): Hono {
  return new Hono();
}
