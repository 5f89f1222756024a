import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Hono } from "hono";
import { clientScript } from "./client-script.ts";
import { listScript } from "./list-script.ts";
import { modalScript } from "./modal-script.ts";
import { pickerScript } from "./picker-script.ts";
import { regionScript } from "./region-script.ts";
import { styles } from "./styles.ts";

const require = createRequire(import.meta.url);

// The first of them decides whether anything is drawn now, so it hears of it before the others.
const pageScripts = [regionScript, listScript, pickerScript, modalScript, clientScript];

/** The page's scripts and style: htmx and its event stream from the installed packages. */
export function assets(): Hono {
  const app = new Hono();
  const files: Record<string, { type: string; content: string }> = {
    "htmx.js": script(readFileSync(require.resolve("htmx.org/dist/htmx.min.js"), "utf8")),
    "sse.js": script(readFileSync(require.resolve("htmx-ext-sse/dist/sse.min.js"), "utf8")),
    "page.js": script(pageScripts.join("\n")),
    "page.css": { type: "text/css; charset=utf-8", content: styles },
  };
  app.get("/assets/:name", (context) => {
    const name = context.req.param("name");
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!file) return context.text("not found", 404);
    return context.body(file.content, 200, {
      "content-type": file.type,
      "cache-control": "no-cache",
    });
  });
  return app;
}

function script(content: string): { type: string; content: string } {
  return { type: "text/javascript; charset=utf-8", content };
}
