// @ts-check
/** Zoom: a stage or card that opens into a journey of its own, and the way back to the maps that open into this one. */
import { frameFixed } from "./allowed.js";
import { Around } from "./around.js";
import { Crumbs } from "./crumbs.js";
import { fresh, h, text } from "./dom.js";
import { icon } from "./icons.js";
import { openPicker } from "./picker.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export const opens = (board) => (board.host.goes === false ? {} : new Opens(board)); // where there is nowhere to go, nothing opens

export class Opens {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.around = Around.of(board);
    this.crumbs = new Crumbs(board, this.around);
  }

  /** @param {string} id of a journey */
  name(id) {
    return this.around.title(id) || "another journey";
  }

  /** @param {string} journey */
  open(journey) {
    this.board.host.go({ journey });
  }

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {import("./features.js").Mark[]} */
  marks(type, id, level) {
    if (type === "lane" || level === "map") return [];
    const journey = this.board.replica.get(type, id)?.opens;
    if (!journey) return [];
    const name = this.name(journey);
    const said = this.around.child(journey);
    return [{
      sign: `»${journey}${name}${said}${level}`,
      node: () => h("span", { class: "cx-opens-mark", dataset: { act: "open", opens: journey }, title: `Open “${name}” (Ctrl+Enter)${said ? `\n${said}` : ""}` },
        icon("opens", 12), type === "card" && level === "card" && h("span", { dir: "auto" }, name)), // a header has no room for a name
      words: `opens “${name}”`,
    }];
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    if ((type !== "card" && type !== "stage") || ids.length !== 1) return null;
    const record = this.board.replica.get(type, ids[0]);
    if (!record || (this.board.readonly && !record.opens)) return null;
    return { name: "opens", title: "Opens", key: `${type} ${ids[0]} ${this.board.readonly}`, build: () => built(new OpensPart(this, type, ids[0])) };
  }

  /** @param {"stage" | "lane"} type @param {string} id @returns {import("./menu.js").Item[]} */
  items(type, id) {
    const { board } = this;
    if (type !== "stage") return [];
    const journey = board.replica.get("stage", id)?.opens;
    if (journey) return [{ label: `Open “${this.name(journey)}”`, hint: "Ctrl ↵", mark: icon("opens", 14), run: () => this.open(journey) }];
    return frameFixed(board) ? [] : [{ label: "Make a journey for it", mark: icon("opens", 14), run: () => this.make("stage", id) }];
  }

  /** Ctrl+Enter opens what the target opens. @param {KeyboardEvent} e */
  key(e) {
    const { target } = this.board.selection;
    if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || (target.kind !== "card" && target.kind !== "stage")) return false;
    const journey = this.board.replica.get(target.kind, target.id)?.opens;
    if (journey) this.open(journey);
    else this.board.announce("This opens no journey: choose one in its fields, under Opens.");
    return true;
  }

  /** @param {MouseEvent} e */
  click(e) {
    const el = /** @type {Element} */ (e.composedPath()[0]);
    const journey = /** @type {HTMLElement | null} */ (el.closest?.("[data-opens]"))?.dataset.opens;
    if (journey) this.open(journey);
    return Boolean(journey);
  }

  /** Have the page make the journey of a stage or card, and open it. @param {string} type @param {string} id @param {string} [title] */
  make(type, id, title = "") {
    this.board.host.go({ detail: id, type, title });
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    this.crumbs.update();
    // a link to a journey that was made after the page told of all
    for (const key of touched ?? []) {
      const [type, id] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)];
      const journey = (type === "card" || type === "stage") && this.board.replica.get(type, id)?.opens;
      if (journey && (this.around.title(journey) === null || !this.around.child(journey))) this.around.ask(400);
    }
  }

  destroy() {
    this.crumbs.destroy();
    this.around.destroy();
  }
}

/** @param {{nodes: Node[], update: () => void}} part */
function built(part) {
  return { nodes: part.nodes, update: () => part.update() };
}

/** The inspector's part: which journey it opens, what that says first, and how to get one. */
class OpensPart {
  /** @param {Opens} opens @param {"card" | "stage"} type @param {string} id */
  constructor(opens, type, id) {
    this.opens = opens;
    this.type = type;
    this.id = id;
    this.sign = "";
    this.name = h("span", { dir: "auto" });
    this.go = h("button", { class: "cx-button cx-opens-go", type: "button", onclick: () => this.journey && opens.open(this.journey) }, icon("opens", 14), this.name);
    this.said = h("p", { class: "cx-say" });
    this.acts = h("div", { class: "cx-link-acts" });
    this.nodes = [this.go, this.said, this.acts];
    if (this.journey) opens.around.look(); // most cards open nothing: the page is left alone
  }

  get journey() {
    return this.opens.board.replica.get(this.type, this.id)?.opens ?? null;
  }

  update() {
    const { opens, journey, type, id } = this;
    const { board } = opens;
    const name = journey ? opens.name(journey) : "";
    this.go.hidden = !journey;
    text(this.name, name);
    text(this.said, journey ? opens.around.child(journey) : `Nothing yet: a journey can show this ${type === "stage" ? "stage" : "card"} from close by.`);
    this.said.hidden = !this.said.textContent;
    const sign = `${Boolean(journey)} ${board.readonly}`;
    if (sign === this.sign) return;
    this.sign = sign;
    const act = (/** @type {string} */ label, /** @type {(e: Event) => void} */ run, /** @type {any} */ more = {}) => h("button", { class: "cx-button", type: "button", onclick: run, ...more }, label);
    const choose = act(journey ? "Change" : "Choose a journey", (e) => this._choose(/** @type {HTMLElement} */ (e.currentTarget)), { "aria-haspopup": "dialog", "aria-expanded": "false" });
    fresh(this.acts, ...(board.readonly ? [] : journey ? [choose, act("Take the link away", () => this._set(null))] : [act("Make a journey for it", () => opens.make(type, id)), choose]));
  }

  /** @param {HTMLElement} anchor */
  _choose(anchor) {
    const { board, around } = this.opens;
    around.look();
    openPicker(board, anchor, {
      title: "Which journey does it open?",
      placeholder: "Title of a journey",
      empty: "There is no other journey yet: write the title of a new one.",
      choices: () => (board.host.journeys ?? []).filter((/** @type {any} */ j) => j.id !== board.session.journey).map((/** @type {any} */ j) => ({
        key: j.id, label: j.title || "Untitled", hint: board.label("journey_states", j.state), checked: j.id === this.journey,
      })),
      fresh: (name) => `New journey “${name}”`,
      pick: (journey) => this._set(journey),
      make: (name) => this.opens.make(this.type, this.id, name),
    });
  }

  /** @param {string | null} journey */
  _set(journey) {
    const { board, around } = this.opens;
    const was = this.journey;
    if (journey === was || !board.replica.get(this.type, this.id)) return;
    board.session.commit([{ op: "patch", type: this.type, id: this.id, fields: { opens: journey }, was: { opens: was } }], { label: "Link a journey" });
    if (journey) around.ask(400);
    else board.toast("The link is taken away.", board.undoLast());
  }
}
