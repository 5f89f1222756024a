import type { World } from "../world.ts";

/**
 * Notes the workspace that a channel, or a person who talks with the app, belongs to, so that what
 * is posted there later is posted with that workspace's token. Nothing where it is not installed.
 */
export async function rememberChannel(
  world: World,
  { channel, key }: { readonly channel: string; readonly key: string },
): Promise<void> {
  await world.books.write((tx) => tx.rememberSlackChannel(channel, key));
}
