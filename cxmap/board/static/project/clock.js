// @ts-check
/** The timer in figures and words. Pure. */
import { clockText } from "../model/workshop.js";

/** @typedef {{text: string, note: string, state: "none" | "on" | "paused" | "up"}} Timer */

/**
 * What the timer shows: figures while there is time, then “Time is up”, calmly and for as long as it takes.
 * @param {number | null} seconds left; null: there is nothing to time @param {boolean} paused @returns {Timer}
 */
export function timerOf(seconds, paused) {
  if (seconds === null || !Number.isFinite(seconds)) return { text: "", note: "", state: "none" };
  const note = paused ? "Paused" : "";
  return seconds <= 0 ? { text: "Time is up", note, state: "up" } : { text: clockText(seconds), note, state: paused ? "paused" : "on" };
}

/** The timer for those who hear it: “6 minutes left”, and no more than once a minute. @param {number | null} seconds */
export function spokenTime(seconds) {
  if (seconds === null || !Number.isFinite(seconds)) return "";
  if (seconds <= 0) return "Time is up";
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute left" : `${minutes} minutes left`;
}
