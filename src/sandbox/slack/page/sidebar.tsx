import { channelMessages, conversationsOf } from "../conversations.ts";
import type { Conversation, SandboxPerson } from "../model.ts";
import type { Workspace } from "../workspace.ts";
import { Avatar } from "./avatar.tsx";
import { LockIcon } from "./icons.tsx";
import { type PageWorld, type Place, peopleShown, queryOf } from "./place.ts";

/** Channels, direct messages and the app, as one person sees them. */
export function Sidebar({ place }: { place: Place }) {
  const { workspace } = place.world.slack;
  const seen = conversationsOf(workspace, place.person.id);
  const channels = seen.filter((one) => one.kind === "channel");
  const direct = seen.filter((one) => one.kind === "im");
  const home = workspace.homes.get(place.person.id);
  const seenHome = place.world.read.get(`${place.person.id} home`);
  const isHomeNew = !place.isHome && home !== undefined && home.hash !== seenHome;
  return (
    <>
      <h2>Channels</h2>
      <ul>
        {channels.map((one) => (
          <Item place={place} conversation={one} label={one.name}>
            {one.isPrivate ? <LockIcon /> : "#"}
          </Item>
        ))}
      </ul>
      <h2>Direct messages</h2>
      <ul>
        {direct.map((one) => (
          <Item place={place} conversation={one} label={workspace.bot.realName}>
            <Avatar person={workspace.bot} workspace={workspace} small={true} />
          </Item>
        ))}
      </ul>
      <h2>Apps</h2>
      <ul>
        <li>
          <a
            href={queryOf(place, { home: true, thread: null })}
            aria-current={place.isHome ? "page" : undefined}
            class={isHomeNew ? "unread" : ""}
            data-testid="app-home"
          >
            <span class="sign">
              <Avatar person={workspace.bot} workspace={workspace} small={true} />
            </span>
            <span class="name">{workspace.bot.realName} Home</span>
            {isHomeNew ? <span class="dot" role="img" aria-label="has something new" /> : null}
          </a>
        </li>
      </ul>
    </>
  );
}

function Item(props: {
  place: Place;
  conversation: Conversation;
  label: string;
  children?: unknown;
}) {
  const { place, conversation, label } = props;
  const isHere = !place.isHome && conversation.id === place.conversation.id;
  const count = isHere ? 0 : unread(place.world, place.person, conversation);
  return (
    <li>
      <a
        href={queryOf(place, { channel: conversation.id, thread: null, home: false })}
        aria-current={isHere ? "page" : undefined}
        class={count > 0 ? "unread" : ""}
        data-channel-id={conversation.id}
      >
        <span class="sign">{props.children}</span>
        <span class="name">{label}</span>
        {conversation.isArchived ? <span class="note">archived</span> : null}
        {count > 0 ? (
          <span class="count" title={`${count} unread`}>
            {count}
          </span>
        ) : null}
      </a>
    </li>
  );
}

function unread(world: PageWorld, person: SandboxPerson, conversation: Conversation): number {
  const seen = world.read.get(`${person.id} ${conversation.id}`) ?? "";
  return channelMessages(world.slack.workspace, conversation.id).filter(
    (message) => message.ts > seen && message.userId !== person.id,
  ).length;
}

/** The people one can be, with a dot on who has something new in a direct message. */
export function People({ place }: { place: Place }) {
  const { world } = place;
  const { workspace } = world.slack;
  return (
    <>
      {peopleShown(world).map((person) => {
        const isHere = person.id === place.person.id;
        const isNews = !isHere && hasNews(world, workspace, person);
        return (
          <a
            href={queryOf(place, { as: person.id, thread: null })}
            class={person.isDeactivated ? "person gone" : "person"}
            aria-current={isHere ? "true" : undefined}
            data-person-id={person.id}
            title={[person.realName, person.title, statusOf(person)].filter(Boolean).join(" · ")}
          >
            <Avatar person={person} workspace={workspace} small={true} />
            <span class="who">
              <span class="name">{person.realName}</span>
              <span class="role">{statusOf(person) ?? person.title ?? ""}</span>
            </span>
            {isNews ? <span class="dot" role="img" aria-label="has a new direct message" /> : null}
          </a>
        );
      })}
    </>
  );
}

function statusOf(person: SandboxPerson): string | undefined {
  if (person.isDeactivated) return "Deactivated";
  if (person.isStranger) return "Another company";
  return person.isGuest ? "Guest" : undefined;
}

function hasNews(world: PageWorld, workspace: Workspace, person: SandboxPerson): boolean {
  const direct = workspace.conversations.get(`D${person.id.slice(1)}`);
  return direct !== undefined && unread(world, person, direct) > 0;
}
