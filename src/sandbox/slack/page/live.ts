import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Slack } from "../payloads.ts";
import { type Region, watch } from "../workspace.ts";

/** Changes that come together are told together. */
const TOGETHER_MS = 60;
const KEEP_ALIVE_MS = 20_000;
const REGIONS: Region[] = ["sidebar", "conversation", "composer", "modal", "hood"];

/**
 * The page's event stream: it names the regions that look different now, and never what is in
 * them, so that each window fetches what its own person may see.
 */
export function live(slack: Slack): Hono {
  const app = new Hono();
  app.get("/page/events", (context) =>
    streamSSE(context, async (stream) => {
      const waiting = new Set<Region>(REGIONS);
      let timer: NodeJS.Timeout | null = null;
      const flush = async () => {
        timer = null;
        const regions = [...waiting];
        waiting.clear();
        for (const region of regions) await stream.writeSSE({ event: region, data: "changed" });
      };
      const unwatch = watch(slack.workspace, (region) => {
        waiting.add(region);
        timer ??= setTimeout(flush, TOGETHER_MS);
      });
      const keepAlive = setInterval(() => stream.writeSSE({ data: "" }), KEEP_ALIVE_MS);
      // What changed between the page and its stream, and while the stream was broken.
      await flush();
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      unwatch();
      clearInterval(keepAlive);
      if (timer) clearTimeout(timer);
    }),
  );
  return app;
}
