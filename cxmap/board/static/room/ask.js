// @ts-check
/** The part that goes with what a step asks each for: used by the participant's page and by the board's panel. */
import { decided } from "./decided.js";
import { placing } from "./place.js";
import { rating } from "./rate.js";
import { voting } from "./vote.js";
import { writing } from "./write.js";

/** @type {Record<string, (room: import("./parts.js").Asking, step: string) => import("./parts.js").Part>} */
const PARTS = { rate: rating, vote: voting, place: placing, write: writing, decide: decided };

/**
 * Build what is asked: "rate", "vote", "place" or "write" (each alone); "decide" to read along; null for anything else. Its looks are in `css/ask.css`.
 * @param {string} what @param {import("./parts.js").Asking} room @param {string} step its id @returns {import("./parts.js").Part | null}
 */
export const partOf = (what, room, step) => PARTS[what]?.(room, step) ?? null;

export { placing, rating, voting, writing };
