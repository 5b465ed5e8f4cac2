// @ts-check
/** A persona's face in a round frame: the photo, else the drawn portrait, else the letters of the name. */
import { fresh, h } from "../view/dom.js";
import { drawn } from "../view/drawn.js";
import { lettersOf } from "../view/presence.js";

/**
 * Bring the frame up to date; drawn anew only where it shows somebody else.
 * @param {HTMLElement} frame @param {{id: string, name: string, photo?: string | null, avatar?: string} | null | undefined} persona @param {string} base URL that the app stands under
 */
export function portrait(frame, persona, base) {
  frame.hidden = !persona;
  const sign = persona ? `${persona.id} ${persona.name} ${persona.photo ?? ""} ${persona.avatar ?? ""}` : "";
  if (!persona || sign === frame.dataset.sign) return;
  frame.dataset.sign = sign;
  const letters = () => (persona.avatar ? drawn(persona.avatar, {}, 0) : h("span", { "aria-hidden": "true" }, lettersOf(persona.name)));
  const photo = persona.photo && h("img", { alt: "", src: `${base}/pictures/${persona.photo}` });
  if (photo) photo.addEventListener("error", () => photo.replaceWith(letters()), { once: true });
  fresh(frame, photo || letters());
}
