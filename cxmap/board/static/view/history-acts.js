// @ts-check
/** What can be done with a moment: give it a name, and make the map again what it was then. */
import { newId } from "../model/ids.js";
import { count, moment as momentWords } from "../model/timeline.js";
import { openDialog } from "./dialog.js";
import { h, uid } from "./dom.js";

/**
 * Ask for a version's name, and keep it.
 * @param {any} board @param {number} rev @param {string | null} words what the moment is called so far; null: now @param {any} [version] one to rename
 */
export async function nameVersion(board, rev, words, version = null) {
  const [name, note] = [uid("cx-version"), uid("cx-version")];
  const input = h("input", { class: "cx-input", id: name, type: "text", maxlength: 160, autocomplete: "off", value: version?.name ?? "", placeholder: "Workshop 1, after the interviews" });
  const more = h("textarea", { class: "cx-input cx-long", id: note, rows: 2, maxlength: 2000 }, version?.note ?? "");
  const problem = h("p", { class: "cx-problem", role: "alert", hidden: true }, "The version has no name: write one.");
  const dialog = openDialog(board, {
    title: version ? "Rename this version" : "Name this version",
    body: h("div", { class: "cx-version-form" },
      version ? null : h("p", null, `The map ${words === null ? "as it is now" : `of ${words}`} is kept under this name, whatever happens to it later.`),
      h("div", { class: "cx-field" }, h("div", { class: "cx-label" }, h("label", { for: name }, "Name")), input, problem),
      h("div", { class: "cx-field" }, h("div", { class: "cx-label" }, h("label", { for: note }, "What it is kept for")), more)),
    actions: [{ label: "Cancel" }, { label: version ? "Save" : "Keep it", value: "keep", primary: true }],
    focus: input,
  });
  const named = () => Boolean(input.value.trim());
  const submit = () => {
    problem.hidden = named();
    if (named()) dialog.close("keep");
    else input.focus();
  };
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.key !== "Enter" || e.isComposing) return;
    e.preventDefault();
    submit();
  });
  dialog.el.querySelector(".cx-dialog-foot .cx-primary")?.addEventListener("click", (e) => {
    if (named()) return;
    e.stopImmediatePropagation();
    submit();
  }, { capture: true });
  if ((await dialog.done) !== "keep") return;
  const fields = { name: input.value, note: more.value };
  if (version) {
    board.session.commit([{ op: "patch", type: "version", id: version.id, fields, was: { name: version.name, note: version.note } }], { label: "Version renamed" });
    return;
  }
  board.session.commit([{ op: "put", type: "version", id: newId(), fields: { journey: board.session.journey, rev, ...fields } }], { label: "Version named" });
  board.toast(`“${input.value.trim()}” is kept.`, board.undoLast());
}

/** @param {any} board @param {any} version */
export function dropVersion(board, version) {
  board.session.commit([{ op: "delete", type: "version", id: version.id }], { label: "Version deleted" });
  board.toast(`The name “${version.name}” is deleted; the map of that time stays in the history.`, board.undoLast());
}

/**
 * Ask, then make the map what it was.
 * @param {any} board @param {import("../model/moments.js").Moment} then
 * @param {import("../model/differences.js").Difference[]} changes from now to then @returns {Promise<boolean>} whether it was done
 */
export async function restoreMoment(board, then, changes) {
  const words = then.entry ? momentWords(then.entry.at, new Date()) : "the beginning";
  if (!changes.length) {
    board.toast("The map is as it was then: there is nothing to restore.");
    return false;
  }
  const cards = changes.filter((d) => d.type === "card");
  const many = (/** @type {string} */ kind) => new Set(cards.filter((d) => d.kind === kind).map((d) => d.id)).size;
  const parts = [
    many("added") && `${count(many("added"), "card")} ${many("added") === 1 ? "comes" : "come"} back`,
    many("gone") && `${count(many("gone"), "card")} that came later ${many("gone") === 1 ? "goes" : "go"}`,
    many("moved") && `${count(many("moved"), "card")} ${many("moved") === 1 ? "moves" : "move"}`,
    many("changed") && `${count(many("changed"), "card")} ${many("changed") === 1 ? "changes" : "change"}`,
    changes.length > cards.length && `${count(changes.length - cards.length, "other thing")} ${changes.length - cards.length === 1 ? "changes" : "change"}`,
  ].filter(Boolean);
  const done = await openDialog(board, {
    title: `Restore the map of ${words}?`,
    body: [
      h("p", null, "For everybody, the map becomes what it was then:"),
      h("ul", { class: "cx-restore-list" }, parts.map((part) => h("li", null, String(part)))),
      h("p", null, "This is one new change, which you can undo. Named versions, reasons and views stay; a comment goes only with a card that goes."),
    ],
    actions: [{ label: "Cancel" }, { label: "Restore", value: "yes", primary: true }],
  }).done;
  if (done !== "yes") return false;
  const { id } = await board.session.ask("restore", { rev: then.rev });
  board.toast(`The map is again what it was on ${words}.`, { label: "Undo", run: () => board.session.undo(id) });
  return true;
}

/** What went wrong, as a sentence. @param {any} error @returns {string} */
export const messageOf = (error) => (error?.code ? error.message : "The history could not be read: reload the page and try again.");
