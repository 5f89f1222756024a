import type { Rhythm, Timing } from "./schedule.ts";

/** When a schedule rings, in words: "every month on the last day at 09:00 Europe/Berlin". */
export function timingText({ rhythm, timeOfDay, timeZone }: Timing): string {
  return `${rhythmText(rhythm)} at ${timeOfDay} ${timeZone}`;
}

/** "every day", "every 2 weeks on Monday", "every month on the 31st or its last day". */
export function rhythmText(rhythm: Rhythm): string {
  const { every, interval } = rhythm;
  const often = interval === 1 ? `every ${every}` : `every ${interval} ${every}s`;
  if (rhythm.every === "day") return often;
  if (rhythm.every === "week") return `${often} on ${capital(rhythm.weekday)}`;
  if (rhythm.day === "last") return `${often} on the last day`;
  const orLast = rhythm.day > 28 ? " or its last day" : "";
  return `${often} on the ${ordinal(rhythm.day)}${orLast}`;
}

function capital(word: string): string {
  return word.replace(/^./, (first) => first.toUpperCase());
}

/** 1 → "1st", 12 → "12th", 23 → "23rd". */
function ordinal(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13;
  const ending = isTeen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
