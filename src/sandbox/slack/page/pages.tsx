import { Hono } from "hono";
import type { PanelItem } from "../model.ts";
import type { Slack } from "../payloads.ts";
import { mimeTypeOf } from "../slack-json.ts";
import { openHome } from "../speech.ts";
import { acts } from "./acts.tsx";
import { assets } from "./assets.ts";
import { Composer, ThreadComposer } from "./composer.tsx";
import { consent } from "./consent.tsx";
import { Conversation, Pins, Thread } from "./conversation.tsx";
import { Hood, HoodMark } from "./hood.tsx";
import { Page } from "./layout.tsx";
import { live } from "./live.ts";
import { Modal } from "./modal.tsx";
import { ownRequests } from "./own-requests.ts";
import { type CommandHint, type PageWorld, type Place, placeOf } from "./place.ts";
import { Bodies } from "./request-log.tsx";
import { People, Sidebar } from "./sidebar.tsx";

const regions: Record<string, (props: { place: Place }) => unknown> = {
  sidebar: Sidebar,
  people: People,
  pins: Pins,
  conversation: Conversation,
  thread: Thread,
  composer: Composer,
  "thread-composer": ThreadComposer,
  modal: Modal,
  hood: Hood,
  "hood-mark": HoodMark,
};

const CONTENT_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src * data:",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

/** The page for people, with everything it posts to and fetches from. */
export function pages(slack: Slack, panel: () => PanelItem[], hints: CommandHint[]): Hono {
  const world: PageWorld = { slack, panel, hints, read: new Map(), offered: new Map() };
  const app = new Hono();
  app.use("/page/*", ownRequests(slack.webUrl));
  app.get("/", async (context) => {
    const place = placeOf(world, context.req.query());
    // The page is shown at once; what the app publishes comes through the event stream.
    if (place.isHome) void openHome(slack, place.person.id);
    // Nothing that a message says can run here, whatever the renderer may miss.
    context.header("content-security-policy", CONTENT_POLICY);
    return context.html(`<!doctype html>${<Page place={place} />}`);
  });
  app.get("/page/region/:name", (context) => {
    const name = context.req.param("name");
    const Region = Object.hasOwn(regions, name) ? regions[name] : undefined;
    if (!Region) return context.text("not found", 404);
    const place = placeOf(world, context.req.query());
    return context.html(`${Region({ place }) ?? ""}`);
  });
  app.get("/page/delivery/:id", (context) => {
    const id = Number(context.req.param("id"));
    const delivery = slack.workspace.deliveries.find((one) => one.id === id);
    if (!delivery) return context.text("This request is no longer kept.");
    return context.html(`${<Bodies delivery={delivery} />}`);
  });
  app.get("/files/:id", (context) => {
    const file = slack.workspace.files.get(context.req.param("id"));
    if (!file?.bytes) return context.text("not found", 404);
    const name = file.name.replace(/[^\w.-]/g, "_");
    context.header("content-disposition", `attachment; filename="${name}"`);
    return context.body(new Uint8Array(file.bytes), 200, { "content-type": mimeTypeOf(file.name) });
  });
  // Where chat.getPermalink leads.
  app.get("/archives/:channel/:message", (context) => {
    const digits = context.req.param("message").replace(/^p/, "");
    const ts = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    return context.redirect(`/?channel=${context.req.param("channel")}#m-${ts}`);
  });
  app.route("/", consent(slack));
  app.route("/", acts(world));
  app.route("/", assets());
  app.route("/", live(slack));
  return app;
}
