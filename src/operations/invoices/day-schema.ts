import { z } from "zod";
import { type LocalDate, parseLocalDate } from "../../billing/calendar/local-date.ts";

/** A calendar day in what a request keeps. */
export const daySchema = z.custom<LocalDate>(
  (value) => typeof value === "string" && parseLocalDate(value) !== null,
);
