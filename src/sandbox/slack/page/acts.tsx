import { type Context, Hono } from "hono";
import { clickElement, contentOf, enterValue, type Target } from "../clicks.ts";
import { runCommand } from "../commands.ts";
import { elementShown } from "../earlier-blocks.ts";
import { holdsValue } from "../element-values.ts";
import { type PlacedElement, placedElements } from "../elements.ts";
import type { OptionValue } from "../model.ts";
import { ownCommand } from "../own-commands.ts";
import { dismissEphemeral } from "../post.ts";
import { say } from "../speech.ts";
import { closeModal, submitModal } from "../submissions.ts";
import { suggestOptions } from "../suggestions.ts";
import { topModal } from "../views.ts";
import { changed } from "../workspace.ts";
import { chaosActs } from "./chaos-acts.ts";
import { leastLetters, Offered } from "./choices.tsx";
import { fieldName, parseActKey, targetFrom } from "./fields.ts";
import { type PageWorld, placeOf } from "./place.ts";

/** What people do on the page: every act is a form that is posted. */
export function acts(world: PageWorld): Hono {
  const app = new Hono();
  app.post("/page/say", (context) => handle(context, (form) => speak(world, form)));
  app.post("/page/act", (context) => handle(context, (form) => act(world, form)));
  app.post("/page/submit", (context) => handle(context, (form) => submit(world, form)));
  app.post("/page/close", (context) =>
    handle(context, async (form) => {
      await closeModal(world.slack, field(form, "as"));
      return undefined;
    }),
  );
  app.post("/page/dismiss", (context) =>
    handle(context, async (form) => {
      dismissEphemeral(world.slack.workspace, field(form, "ts"));
      return undefined;
    }),
  );
  app.post("/page/chaos", (context) => handle(context, (form) => switchChaos(world, form)));
  app.post("/page/panel/:index", (context) =>
    handle(context, (form) => runPanelItem(world, Number(context.req.param("index")), form)),
  );
  app.post("/page/suggest", async (context) => {
    const form = await context.req.formData();
    return context.html(await suggest(world, form));
  });
  return app;
}

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

const gone = "That is gone; look again.";

/** What to tell the person: a note beside what they did, or what happened, for a moment. */
type Done = { note?: string; told?: string } | undefined;

// With htmx the page stays, and the event stream tells what changed; without it the page reloads.
async function handle(context: Context, run: (form: FormData) => Promise<Done>): Promise<Response> {
  const form = await context.req.formData();
  const done = await run(form);
  if (context.req.header("hx-request") === "true") {
    const events = {
      ...(done?.note ? {} : { sent: "" }),
      ...(done?.told ? { told: done.told } : {}),
    };
    context.header("HX-Trigger", asciiJson(events));
    return context.text(done?.note ?? "");
  }
  const back = field(form, "back");
  return context.redirect(back.startsWith("?") ? `/${back}` : "/", 303);
}

// Headers carry ASCII only.
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

async function speak(world: PageWorld, form: FormData): Promise<Done> {
  const { slack } = world;
  const { command } = slack.workspace;
  const personId = field(form, "as");
  const channelId = field(form, "channel");
  const threadTs = field(form, "thread") || undefined;
  const text = field(form, "text").trim();
  if (text === "") return undefined;
  if (slack.workspace.peopleById.get(personId)?.isDeactivated) {
    return { note: "This person is deactivated and can't write." };
  }
  if (!text.startsWith("/")) {
    await say(slack, { personId, channelId, text, threadTs });
    return undefined;
  }
  const [word = ""] = text.split(/\s/);
  const own = ownCommand(slack, { personId, channelId, text });
  if (own !== null) return { note: own };
  if (word !== command) return { note: `${word} is not a valid command. Try ${command} help.` };
  if (threadTs) return { note: "Slash commands don't work in threads. Type it in the channel." };
  await runCommand(slack, { personId, channelId, text: text.slice(command.length) });
  return undefined;
}

async function act(world: PageWorld, form: FormData): Promise<Done> {
  const { slack } = world;
  const personId = field(form, "as");
  const target = targetFrom(form);
  const key = parseActKey(field(form, "act"));
  const content = contentOf(slack, target, personId);
  const placed = key && content ? elementShown(content, key) : undefined;
  if (!key || !placed) return { told: gone };
  keepFields(world, personId, target, form);
  const given = key.option === undefined ? givenFor(form, placed) : [key.option];
  const external = offeredFor(world, personId, placed);
  await clickElement(slack, { personId, target, placed, given }, external);
  return undefined;
}

async function submit(world: PageWorld, form: FormData): Promise<undefined> {
  const personId = field(form, "as");
  const open = topModal(world.slack.workspace, personId);
  // A second press of the button finds the modal gone, or another one on top.
  if (!open || open.id !== field(form, "view")) return undefined;
  keepFields(world, personId, { kind: "view", viewId: open.id }, form);
  await submitModal(world.slack, personId);
  return undefined;
}

function keepFields(world: PageWorld, personId: string, target: Target, form: FormData): void {
  const content = contentOf(world.slack, target, personId);
  const onForm = new Set(form.getAll("has"));
  for (const placed of placedElements(content?.blocks ?? [])) {
    const name = fieldName(placed.blockId, placed.actionId);
    if (!holdsValue(placed.element)) continue;
    if (!onForm.has(name) && !form.has(name)) continue;
    const given = givenFor(form, placed);
    const external = offeredFor(world, personId, placed);
    enterValue(world.slack, { personId, target, placed, given }, external);
  }
}

function givenFor(form: FormData, placed: PlacedElement): string[] {
  const name = fieldName(placed.blockId, placed.actionId);
  // Browsers send line ends as CRLF; Slack sends LF.
  return form.getAll(name).map((value) => String(value).replaceAll("\r\n", "\n"));
}

function offeredKey(personId: string, placed: PlacedElement): string {
  return `${personId} ${fieldName(placed.blockId, placed.actionId)}`;
}

function offeredFor(world: PageWorld, personId: string, placed: PlacedElement): OptionValue[] {
  return world.offered.get(offeredKey(personId, placed)) ?? initialOptions(placed);
}

function initialOptions({ element }: PlacedElement): OptionValue[] {
  if (element.type === "external_select" && element.initial_option) {
    return [element.initial_option as OptionValue];
  }
  if (element.type === "multi_external_select") {
    return (element.initial_options as OptionValue[] | undefined) ?? [];
  }
  return [];
}

async function suggest(world: PageWorld, form: FormData) {
  const { slack } = world;
  const personId = field(form, "as");
  const target = targetFrom(form);
  const key = parseActKey(field(form, "act"));
  const content = contentOf(slack, target, personId);
  const placed = content && key ? elementShown(content, key) : undefined;
  if (!placed) return <p class="hint">This is not open any more.</p>;
  const typed = field(form, "typed");
  const isEnough = typed.length >= leastLetters(placed.element);
  const ask = { personId, target, placed, typed };
  const found = isEnough ? await suggestOptions(slack, ask) : [];
  const name = fieldName(placed.blockId, placed.actionId);
  const chosen = form.getAll(name).map(String);
  const kept = offeredFor(world, personId, placed).filter((one) =>
    chosen.includes(one.value ?? ""),
  );
  const fresh = found.filter((one) => !kept.some((other) => other.value === one.value));
  world.offered.set(offeredKey(personId, placed), [...kept, ...fresh]);
  if (kept.length + fresh.length === 0) {
    return <p class="hint">{isEnough ? "Nothing found." : "Go on typing."}</p>;
  }
  const isMany = placed.element.type === "multi_external_select";
  const place = placeOf(world, { as: personId });
  const options = [...kept, ...fresh];
  return <Offered name={name} options={options} chosen={chosen} isMany={isMany} place={place} />;
}

async function switchChaos(world: PageWorld, form: FormData): Promise<Done> {
  const place = placeOf(world, { as: field(form, "as"), channel: field(form, "channel") });
  const act = chaosActs(place).find((one) => one.name === field(form, "name"));
  return { told: act ? await act.act() : gone };
}

/** Runs an action of the composition root. What it returns, or why it failed, is told. */
async function runPanelItem(world: PageWorld, index: number, form: FormData): Promise<Done> {
  const item = world.panel()[index];
  // The list may have changed since the page was drawn.
  if (!item || item.label !== field(form, "label")) return { told: gone };
  try {
    const said = await item.run(field(form, "given"));
    return { told: typeof said === "string" && said !== "" ? said : `${item.label}: done.` };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { told: `${item.label} did not work: ${why}` };
  } finally {
    changed(world.slack.workspace, "hood", "conversation", "sidebar");
  }
}
