// @ts-check
/** The picture of a persona: a drawn portrait put together part by part, or anew with one click; or a photo, by way of the page. */
import { fresh, h, text } from "../view/dom.js";
import { openDialog } from "../view/dialog.js";
import { choice, CHOICES, drawn } from "../view/drawn.js";
import { icon } from "../view/icons.js";

/** What the parts are called, in the order in which people meet them. @type {[string, string][]} */
const PARTS = [["hair", "Hair"], ["tone", "Hair colour"], ["skin", "Skin"], ["beard", "Beard"], ["glasses", "Glasses"], ["collar", "Clothes"], ["cloth", "Colour of clothes"], ["ground", "Background"]];

/** @param {Record<string, string>} chosen @returns {string} as `persona.avatar` holds it */
export const codeOf = (chosen) => PARTS.map(([name]) => `${name}=${chosen[name]}`).join(",");

/** Another portrait. @param {() => number} [random] @returns {string} */
export function anotherFace(random = Math.random) {
  const pick = (/** @type {string[]} */ list) => list[Math.floor(random() * list.length)];
  const chosen = Object.fromEntries(PARTS.map(([name]) => [name, pick(CHOICES[name])]));
  if (random() < 0.7) chosen.beard = CHOICES.beard[0];
  if (random() < 0.6) chosen.glasses = CHOICES.glasses[0];
  return codeOf(chosen);
}

/** The code with one part moved on or back. @param {string} code @param {string} name @param {1 | -1} by */
export function turned(code, name, by) {
  const chosen = choice(code);
  const list = CHOICES[name];
  return codeOf({ ...chosen, [name]: list[(list.indexOf(chosen[name]) + by + list.length) % list.length] });
}

/** @param {any} desk */
export function openFaces(desk) {
  const persona = desk.persona;
  const now = () => desk.replica.get("persona", persona);
  const code = () => now()?.avatar || codeOf(choice(""));
  /** @type {string[]} */ const before = []; // what “Back” goes back to
  const put = (/** @type {Record<string, any>} */ fields, label = "Change the portrait") => desk.commit([{ op: "patch", type: "persona", id: persona, fields }], label);
  const set = (/** @type {string} */ avatar) => {
    before.push(now()?.avatar ?? "");
    put({ avatar, photo: "" });
    show();
  };
  const picture = h("div", { class: "pp-faces-picture" });
  const said = h("span", { class: "cx-aloud", role: "status" });
  const rows = PARTS.map(([name, label]) => {
    const where = h("span", { class: "pp-faces-at" });
    const turn = (/** @type {1 | -1} */ by, /** @type {string} */ mark, /** @type {string} */ words) => h("button", { class: "cx-square cx-small", type: "button", "aria-label": `${words}: ${label}`, onclick: () => {
      set(turned(code(), name, by));
      text(said, `${label} ${where.textContent}`);
    } }, icon(mark, 15));
    return { name, where, el: h("div", { class: "pp-faces-row" }, h("span", null, label), turn(-1, "left", "Before"), where, turn(1, "right", "Next")) };
  });
  const back = h("button", { class: "cx-button", type: "button", onclick: () => {
    const last = before.pop();
    if (last !== undefined) put({ avatar: last });
    show();
  } }, icon("undo", 15), "Back");
  const another = h("button", { class: "cx-button", type: "button", onclick: () => set(anotherFace()) }, "Another one");
  const photo = h("button", { class: "cx-button", type: "button", onclick: () => (dialog.close(), desk.host.go({ picture: persona })) }, "Use a photo …");
  const show = () => {
    const record = now();
    if (!record) return dialog.close();
    const chosen = choice(code());
    fresh(picture, record.photo ? h("img", { alt: "The photo", src: `${desk.host.base}/pictures/${record.photo}` }) : drawn(code(), {}, 22));
    for (const { name, where } of rows) text(where, `${CHOICES[name].indexOf(chosen[name]) + 1} of ${CHOICES[name].length}`);
    back.disabled = !before.length;
  };
  const dialog = openDialog(desk, {
    title: "Portrait",
    className: "pp-faces",
    body: [
      h("p", null, "A drawn portrait is nobody's face, so nobody is taken for this persona."),
      h("div", { class: "pp-faces-body" }, h("div", null, picture, h("div", { class: "pp-faces-acts" }, another, back, photo)), h("div", { class: "pp-faces-parts" }, rows.map((row) => row.el))),
      said,
    ],
    actions: [{ label: "Done", primary: true }],
    focus: another,
  });
  const off = desk.session.on("records", show);
  void dialog.done.then(off);
  show();
  return dialog;
}
