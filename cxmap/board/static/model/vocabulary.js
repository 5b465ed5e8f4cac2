// @ts-check
/** The keys that the board's commands need by name; a test holds them to the server's vocabulary. */

/** Kinds of lane from top to bottom. */
export const LANE_KINDS = [
  "evidence", "action", "touchpoint", "thought", "emotion", "pain", "moment", "opportunity",
  "frontstage", "backstage", "support", "kpi", "note", "custom",
];

/** What an empty map starts with. */
export const FIRST_LANES = ["action", "touchpoint", "thought", "emotion", "pain", "opportunity"];

export const CHANNELS = [
  "in_person", "phone", "email", "post", "text", "chat", "website", "app", "portal", "social",
  "video", "document", "sign", "kiosk", "store", "product", "event", "partner", "other",
];

export const EVIDENCE = ["assumed", "observed", "measured"];
export const MOMENTS = ["make_or_break", "zero", "first", "second", "third"];
export const EMOTION_MIN = -3;
export const EMOTION_MAX = 3;

/** A feeling inside the scale, with one decimal. @param {number} value */
export function feelingValue(value) {
  return Math.round(Math.min(EMOTION_MAX, Math.max(EMOTION_MIN, value)) * 10) / 10 + 0;
}
