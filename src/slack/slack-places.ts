import { WebClient, type WebClientOptions } from "@slack/web-api";
import type { SlackInstall } from "./slack-install.ts";
import { createSlackPeople, type SlackPeople } from "./slack-people.ts";

/** What is needed to answer people of one installation. */
export type SlackPlace = {
  readonly install: SlackInstall;
  /** For answers to people: no retries, 2.5 s at most. */
  readonly client: WebClient;
  readonly people: SlackPeople;
};

/** Gives each installation a client and its people, made when they are first needed. */
export function createSlackPlaces(
  options: WebClientOptions,
): (install: SlackInstall) => SlackPlace {
  const places = new Map<string, SlackPlace>();
  return (install) => {
    const known = places.get(install.key);
    // A workspace that installs the app anew has another token.
    if (known?.install.botToken === install.botToken) return known;
    const client = new WebClient(install.botToken, options);
    const place = { install, client, people: createSlackPeople(client, install) };
    places.set(install.key, place);
    return place;
  };
}
