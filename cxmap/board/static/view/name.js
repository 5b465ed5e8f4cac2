// @ts-check
/** Your name: asked once beside your avatar without taking the focus, skippable, changeable at any time. */
import { h, uid } from "./dom.js";
import { openPopover } from "./menu.js";
import { personName } from "./presence.js";

const ASKED = "cxmap.name.asked";
const LONGEST = 60;

/**
 * Give the person who sits here a name.
 * @param {any} board @param {string} name
 */
export function rename(board, name) {
  const you = board.session.you;
  const clean = name.trim().replace(/\s+/g, " ").slice(0, LONGEST);
  if (!you || clean === (you.name ?? "")) return;
  if (board.session.rename) board.session.rename(clean);
  else board.session.commit([{ op: "patch", type: "person", id: you.person, fields: { name: clean }, was: { name: you.name ?? "" } }]);
  board.announce(clean ? `Others now see you as ${clean}.` : `Others now see you as Guest ${you.number}.`);
}

/**
 * A line to write the name in.
 * @param {any} board @param {() => void} done @param {string} [skip] label of the second button
 * @returns {HTMLElement}
 */
export function nameForm(board, done, skip) {
  const id = uid("cx-name");
  const input = h("input", {
    class: "cx-input",
    id,
    type: "text",
    maxlength: LONGEST,
    autocomplete: "name",
    placeholder: personName({ ...board.session.you, name: "" }),
    value: board.session.you?.name ?? "",
    "aria-label": "Your name",
  });
  const save = () => {
    rename(board, input.value);
    done();
  };
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.key !== "Enter" || e.isComposing) return;
    e.preventDefault();
    save();
  });
  return h("div", { class: "cx-name-form" },
    input,
    h("button", { class: "cx-button cx-primary", type: "button", onclick: save }, "Save"),
    skip ? h("button", { class: "cx-button cx-quiet", type: "button", onclick: done }, skip) : null);
}

/**
 * Ask for the name where it is not known and was never asked in this browser.
 * @param {any} board @param {HTMLElement} anchor the avatars
 * @param {Storage | null} [storage]
 */
export function askName(board, anchor, storage = storageOrNull()) {
  const you = board.session.you;
  if (!you || you.name || board.readonly || storage?.getItem(ASKED)) return null;
  storage?.setItem(ASKED, "yes");
  /** @type {any} */
  let popover = null;
  const close = () => {
    popover?.close(false);
    board.focus(); // on with what they came for
  };
  // a panel that opens meanwhile, or a clock that comes into the head, moves it aside: it covers no panel's title
  const watch = new ResizeObserver(() => popover?.place());
  popover = openPopover(board, anchor, [
    h("h2", null, "What should the others call you?"),
    h("p", null, "It stands beside your cursor and your edits."),
    nameForm(board, close, `Skip, stay Guest ${you.number}`),
  ], { label: "Your name", align: "end", focus: null, until: () => (board.sides?.active ? board.sides.el.getBoundingClientRect().left : window.innerWidth), onClose: () => watch.disconnect() });
  for (const el of [anchor.parentElement, board.sides?.el]) if (el) watch.observe(el);
  return popover;
}

/** Some browsers forbid storage altogether; then the question comes once a visit. @returns {Storage | null} */
function storageOrNull() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
