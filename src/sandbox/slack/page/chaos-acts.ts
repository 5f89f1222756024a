import { chaosDeeds } from "../chaos-controls.ts";
import { botTokens } from "../installation.ts";
import type { Chaos } from "../model.ts";
import { changed } from "../workspace.ts";
import type { Place } from "./place.ts";

/** One thing that can be made to go wrong: what it does, whether it is on, and the act itself. */
export type ChaosAct = {
  name: string;
  label: string;
  /** In one line, for who has never seen it. */
  explanation: string;
  /** Switches have a state, buttons don't. */
  isOn?: boolean;
  /** Returns what happened, in a sentence. */
  act: () => string | Promise<string>;
};

/** Everything that can go wrong here, in the order of a request's way. */
export function chaosActs(place: Place): ChaosAct[] {
  return [...deliveries(place), ...sockets(place), ...answers(place), ...people(place)];
}

type Switch = "deliverTwice" | "lateAcks" | "rateLimitStorm" | "onePerSecond" | "isDown";

function toggle(place: Place, name: Switch, label: string, explanation: string): ChaosAct {
  const { workspace } = place.world.slack;
  const chaos: Chaos = workspace.chaos;
  return {
    name,
    label,
    explanation,
    isOn: chaos[name],
    act: () => {
      chaos[name] = !chaos[name];
      changed(workspace, "hood");
      return `${label}: ${chaos[name] ? "on" : "off"}.`;
    },
  };
}

type Counter = "dropAnswers" | "loseDeliveries";

function once(place: Place, name: Counter, label: string, explanation: string): ChaosAct {
  const { workspace } = place.world.slack;
  const { chaos } = workspace;
  return {
    name,
    label,
    explanation,
    isOn: chaos[name] > 0,
    act: () => {
      chaos[name] = chaos[name] > 0 ? 0 : 1;
      changed(workspace, "hood");
      return chaos[name] > 0 ? `${label}: ready, it happens once.` : `${label}: called off.`;
    },
  };
}

function deliveries(place: Place): ChaosAct[] {
  const deeds = chaosDeeds(place.world.slack);
  return [
    toggle(place, "deliverTwice", "Deliver twice", "The app gets every click and command twice."),
    {
      name: "replay",
      label: "Replay the last request",
      explanation: "Sends it again unchanged, with its old signature.",
      act: async () => {
        const answer = await deeds.replayLast();
        if (!answer) return "There is no request to replay yet.";
        return `Replayed: ${answer.status ?? answer.outcome}.`;
      },
    },
    once(
      place,
      "loseDeliveries",
      "Lose the next request",
      "It never reaches the app; events are sent again, people are told.",
    ),
    toggle(place, "lateAcks", "Late answers", "Every answer counts as later than three seconds."),
  ];
}

function sockets(place: Place): ChaosAct[] {
  const { slack } = place.world;
  if (!slack.link) return [];
  const deeds = chaosDeeds(slack);
  const ended = (count: number) =>
    count === 0 ? "The app has no socket open." : `${count === 1 ? "1 socket" : count} ended.`;
  return [
    {
      name: "refresh",
      label: "Ask for a new socket",
      explanation: "Slack recycles the connection; the app opens another.",
      act: () => ended(deeds.disconnectSocket("refresh_requested")),
    },
    {
      name: "cut",
      label: "Cut the socket",
      explanation: "The connection ends without a word, as when a cable is pulled.",
      act: () => ended(deeds.disconnectSocket("cut")),
    },
  ];
}

function answers(place: Place): ChaosAct[] {
  return [
    toggle(place, "rateLimitStorm", "429 storm", "Every message is refused: too many requests."),
    toggle(
      place,
      "onePerSecond",
      "1 post a second",
      "Slack's real limit: the second one in a channel is refused.",
    ),
    once(
      place,
      "dropAnswers",
      "Lose the next answer",
      "The next message is posted, but the app never hears that it was.",
    ),
    toggle(place, "isDown", "Slack is down", "Every call of the app is answered with 503."),
  ];
}

function people(place: Place): ChaosAct[] {
  const { person, conversation, world } = place;
  const { slack } = world;
  const deeds = chaosDeeds(slack);
  const isRevoked = botTokens(slack, slack.workspace.team.id).every((one) => one.isRevoked);
  const isArchived = conversation.isArchived ?? false;
  const archive: ChaosAct = {
    name: "archive",
    label: `Archive #${conversation.name}`,
    explanation: "Nobody can post there, the app neither.",
    isOn: isArchived,
    act: () => {
      deeds.setArchived(conversation.id, !isArchived);
      return `#${conversation.name} is ${isArchived ? "open again" : "archived"}.`;
    },
  };
  return [
    {
      name: "deactivate",
      label: `Deactivate ${person.realName}`,
      explanation: "They have left; what they still click must be refused.",
      isOn: person.isDeactivated ?? false,
      act: () => {
        deeds.setDeactivated(person.id, !person.isDeactivated);
        return `${person.realName} is ${person.isDeactivated ? "back" : "deactivated"}.`;
      },
    },
    ...(conversation.kind === "channel" ? [archive] : []),
    {
      name: "revoke",
      label: "Take the app's token away",
      explanation: "Every call is refused, and the app is told that it was removed.",
      isOn: isRevoked,
      act: () => {
        deeds.setRevoked(!isRevoked);
        return isRevoked ? "The token is good again." : "The token is revoked.";
      },
    },
  ];
}
