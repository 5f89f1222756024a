import type { World } from "../world.ts";
import { type CardView, type Subject, subjectParts } from "./card.ts";

type Load = (world: World, id: string, subject: Subject) => Promise<CardView | null>;

/** How what a card shows is loaded, by the kind of its subject. */
const loaders: Readonly<Record<CardView["kind"], Load>> = {
  run: async (world, id, subject) => ({
    subject,
    kind: "run",
    view: await world.books.viewRun(id),
  }),
  approval: async (world, id, subject) => ({
    subject,
    kind: "approval",
    view: await world.books.viewApproval(id, world.clock.now()),
  }),
};

/** What the card of a subject shows now; null where there is nothing to show (any more). */
export async function loadCard(world: World, subject: Subject): Promise<CardView | null> {
  const { kind, id } = subjectParts(subject);
  const load = Object.hasOwn(loaders, kind) ? loaders[kind as CardView["kind"]] : null;
  if (!load) throw new Error(`no card is known for ${subject}`);
  return load(world, id, subject);
}
