import type { Driver } from "../../dist/sandbox/slack/driver.js";
import type { LocalSlack } from "../../dist/sandbox/slack/local-slack.js";
import { runButton } from "../../dist/slack/run-buttons.js";

/** People who type and click until they are told to go home. */
export type BusyPeople = { stop(): Promise<void> };

/** Somebody looks at the answer and thinks, half a second to one and a half. */
const thinkMs = { least: 500, most: 1_500 };

/** Where they are, and what they type in turn. */
type Office = { readonly channel: string; readonly button: string };

const typed = [
  "list",
  "show BR-1",
  "explain A0000042",
  "help",
  "explain A0000107 BR-1",
  "aprove BR-1",
] as const;

/** Has everybody type commands, click, open the home page and fill in forms, each by themselves. */
export function keepClicking(
  slack: LocalSlack,
  people: readonly string[],
  channel: string,
): BusyPeople {
  let isStopping = false;
  const office = { channel, button: pinButton(slack, channel) };
  const working = people.map(async (id, index) => {
    for (let turn = index; !isStopping; turn += 1) {
      await think();
      if (!isStopping) await act(office, slack.person(id), turn);
    }
  });
  return {
    async stop() {
      isStopping = true;
      await Promise.all(working);
    },
  };
}

/** A button like those of cards that stays where it is, whatever becomes of the run. */
function pinButton(slack: LocalSlack, channel: string): string {
  const button = runButton({ number: 1, digest: null }, "lookCloser", "Look closer");
  return slack.pin(channel, "Look closer at BR-1", [{ type: "actions", elements: [button] }]).ts;
}

async function act({ channel, button }: Office, person: Driver, turn: number): Promise<void> {
  switch (turn % 5) {
    case 0:
      await person.click({ channelId: channel, ts: button }, "Look closer");
      await think();
      return close(person);
    case 1:
      return fillIn(channel, person);
    case 2:
      await person.openHome();
      return;
    default:
      await person.command(channel, typed[turn % typed.length] ?? "list");
  }
}

/** Opens the form, enters a day that is none of this decade, reads the error, gives up. */
async function fillIn(channel: string, person: Driver): Promise<void> {
  await person.command(channel, "create");
  const open = await person
    .waitFor(() => person.modal()?.shown.includes("Invoice date"), { what: "the form" })
    .catch(() => null);
  if (!open) return;
  await think();
  await person.fill("Invoice date", "2036-01-01");
  await person.submit();
  await think();
  await close(person);
}

async function close(person: Driver): Promise<void> {
  while (person.modal()) await person.close();
}

function think(): Promise<void> {
  const ms = thinkMs.least + Math.random() * (thinkMs.most - thinkMs.least);
  return new Promise((wake) => setTimeout(wake, ms));
}
