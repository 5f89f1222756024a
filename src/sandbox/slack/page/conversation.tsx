import { channelMessages, findMessage, threadMessages } from "../conversations.ts";
import type { Ephemeral, Message as MessageRecord } from "../model.ts";
import { textToText } from "../render-text.ts";
import { instantOf } from "../workspace.ts";
import { Blocks } from "./blocks.tsx";
import { PinIcon } from "./icons.tsx";
import { EphemeralMessage, Hidden, Message } from "./message.tsx";
import { type Place, queryOf } from "./place.ts";

type Entry = { ts: string; message?: MessageRecord; shown?: Ephemeral };

/** What the middle of the page shows: a channel's messages, or the App Home. */
export function Conversation({ place }: { place: Place }) {
  return place.isHome ? <Home place={place} /> : <Channel place={place} />;
}

function Channel({ place }: { place: Place }) {
  const { world, conversation, person } = place;
  const { workspace } = world.slack;
  const messages = channelMessages(workspace, conversation.id);
  const last = messages.at(-1);
  if (last) world.read.set(`${person.id} ${conversation.id}`, last.ts);
  const entries = withEphemerals(
    messages,
    ephemeralsHere(place).filter((one) => !one.threadTs),
  );
  if (entries.length === 0) {
    return (
      <div class="empty">
        <p>Nothing has been said here yet.</p>
        <p>
          Type <kbd>{workspace.command} help</kbd> below.
        </p>
      </div>
    );
  }
  let day = "";
  return (
    <>
      {entries.map((entry) => {
        const on = dayOf(entry.ts, person.timeZone);
        const isNewDay = on !== day;
        day = on;
        return (
          <>
            {isNewDay ? <div class="day">{on}</div> : null}
            <EntryView entry={entry} place={place} />
          </>
        );
      })}
    </>
  );
}

function EntryView({ entry, place }: { entry: Entry; place: Place }) {
  if (entry.shown) return <EphemeralMessage shown={entry.shown} place={place} />;
  return entry.message ? <Message message={entry.message} place={place} /> : null;
}

function ephemeralsHere(place: Place): Ephemeral[] {
  return place.world.slack.workspace.ephemerals.filter(
    (one) => one.personId === place.person.id && one.channelId === place.conversation.id,
  );
}

function withEphemerals(messages: MessageRecord[], shown: Ephemeral[]): Entry[] {
  const entries: Entry[] = [
    ...messages.map((message) => ({ ts: message.ts, message })),
    ...shown.map((one) => ({ ts: one.ts, shown: one })),
  ];
  return entries.sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

function dayOf(ts: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone,
  });
  return format.format(instantOf(ts));
}

/** The messages of the open thread. */
export function Thread({ place }: { place: Place }) {
  const { workspace } = place.world.slack;
  const { conversation, threadTs } = place;
  if (!threadTs) return null;
  const messages = threadMessages(workspace, conversation.id, threadTs);
  const shown = ephemeralsHere(place).filter((one) => one.threadTs === threadTs);
  if (messages.length === 0) return <p class="empty">This message was deleted.</p>;
  return (
    <>
      {withEphemerals(messages, shown).map((entry) => (
        <EntryView entry={entry} place={place} />
      ))}
    </>
  );
}

/** One line under the channel's name that leads to what is pinned. */
export function Pins({ place }: { place: Place }) {
  const { workspace } = place.world.slack;
  const { conversation, reader } = place;
  const pinned = conversation.pins.flatMap(
    (ts) => findMessage(workspace, conversation.id, ts) ?? [],
  );
  const latest = pinned.at(-1);
  if (!latest || place.isHome) return null;
  return (
    <a class="pin" href={`#m-${latest.ts}`} data-testid="pinned">
      <PinIcon /> {textToText(latest.text, reader).split("\n")[0]}
    </a>
  );
}

function Home({ place }: { place: Place }) {
  const { workspace } = place.world.slack;
  const home = workspace.homes.get(place.person.id);
  if (!home) {
    return (
      <div class="empty">
        <p>{workspace.bot.realName} has not shown anything here yet.</p>
      </div>
    );
  }
  place.world.read.set(`${place.person.id} home`, home.hash);
  return (
    <form method="post" action="/page/act" class="home" data-testid="home">
      <Hidden
        fields={{
          as: place.person.id,
          back: queryOf(place),
          target: "view",
          view: home.id,
        }}
      />
      {home.notice ? (
        <p class="notice" role="alert">
          {home.notice}
        </p>
      ) : null}
      <Blocks blocks={home.blocks} values={home.values} place={place} />
    </form>
  );
}
