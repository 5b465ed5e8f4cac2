// @ts-check
/** A persona's face in a round frame: the photo, else the letters of the name. */
import { fresh, h } from "../view/dom.js";
import { lettersOf } from "../view/presence.js";

/**
 * Bring the frame up to date; drawn anew only where it shows somebody else.
 * @param {HTMLElement} frame @param {{id: string, name: string, photo?: string | null} | null | undefined} persona @param {string} base URL that the app stands under
 */
export function portrait(frame, persona, base) {
  frame.hidden = !persona;
  const sign = persona ? `${persona.id} ${persona.name} ${persona.photo ?? ""}` : "";
  if (!persona || sign === frame.dataset.sign) return;
  frame.dataset.sign = sign;
  const letters = () => h("span", { "aria-hidden": "true" }, lettersOf(persona.name));
  const photo = persona.photo && h("img", { alt: "", src: `${base}/pictures/${persona.photo}` });
  if (photo) photo.addEventListener("error", () => photo.replaceWith(letters()), { once: true });
  fresh(frame, photo || letters());
}
