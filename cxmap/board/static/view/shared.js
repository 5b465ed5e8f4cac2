// @ts-check
/** Touchpoints that several journeys share: make one of a card, put one in, see where it stands, let it go its own way. */
import { makeShared, placesHere, placeShared, separate, share } from "../model/sharing.js";
import { Around } from "./around.js";
import { fresh, h } from "./dom.js";
import { icon } from "./icons.js";
import { openPicker } from "./picker.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export const shared = (board) => new Shared(board);

export class Shared {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.around = Around.of(board);
  }

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {import("./features.js").Mark[]} */
  marks(type, id, level) {
    if (type !== "card" || level === "map" || !this.board.replica.get("card", id)?.shared) return [];
    return [{ sign: `∞${level}`, node: () => h("span", { class: "cx-shared-mark", title: "A touchpoint that journeys share" }, icon("link", 12)), words: "shared touchpoint" }];
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  section({ type, ids }) {
    const { board } = this;
    const record = type === "card" && ids.length === 1 && board.replica.get("card", ids[0]);
    if (!record) return null;
    const kind = board.replica.get("lane", record.lane)?.kind;
    if (!record.shared && (kind !== "touchpoint" || board.readonly)) return null;
    return { name: "shared", title: "Shared", key: `${ids[0]} ${record.shared} ${board.readonly}`, build: () => this._part(ids[0], record.shared) };
  }

  /** @param {string} card @param {string | null} touchpoint */
  _part(card, touchpoint) {
    const { board, around } = this;
    const act = (/** @type {string} */ label, /** @type {() => void} */ run) => h("button", { class: "cx-button", type: "button", onclick: run }, label);
    if (!touchpoint) {
      const say = h("p", { class: "cx-say" }, "Where journeys share a touchpoint, it is changed once and changes everywhere.");
      const run = () => {
        board.session.commit(share(board.replica, card), { label: "Share a touchpoint" });
        around.ask(400);
      };
      return { nodes: [say, h("div", { class: "cx-link-acts" }, act("Share with other journeys", run))] };
    }
    around.look();
    const say = h("p", { class: "cx-say" });
    const list = h("ul", { class: "cx-findings" });
    const leave = () => {
      board.session.commit(separate(board.replica, card), { label: "Make a touchpoint separate" });
      around.ask(400);
      board.toast("This card goes its own way now.", board.undoLast());
    };
    let sign = "";
    const update = () => {
      const here = placesHere(board.replica, touchpoint);
      const others = around.elsewhere(touchpoint);
      const now = JSON.stringify([here, others]);
      if (now === sign) return;
      sign = now;
      const all = here + others.reduce((sum, place) => sum + place.count, 0);
      fresh(say, `${all === 1 ? "1 place" : `${all} places`}: title, note, channel and moment of truth are the same in each.`);
      fresh(list,
        h("li", null, "This map", here > 1 && ` (${here} times)`),
        others.map((place) => h("li", null, h("button", { class: "cx-link", type: "button", dir: "auto", onclick: () => board.host.go({ journey: place.journey }) }, place.title || "Untitled"), place.count > 1 && ` (${place.count} times)`)));
      if (!others.length) list.append(h("li", { class: "cx-hint-line" }, "To put it on another map, open that one and choose “Shared touchpoint …” in the menu of a stage."));
    };
    return { nodes: [say, list, ...(board.readonly ? [] : [h("div", { class: "cx-link-acts" }, act("Make it separate", leave))])], update };
  }

  /** @param {"stage" | "lane"} type @param {string} id @returns {import("./menu.js").Item[]} */
  items(type, id) {
    const { board } = this;
    const lanes = board.replica.list("lane").filter((/** @type {any} */ l) => l.kind === "touchpoint" && (type === "stage" || l.id === id));
    if (board.readonly || (lanes.length ? lanes.every((/** @type {any} */ l) => board.objection(l.id)) : type === "lane" || board.objection("frame"))) return [];
    const run = () => setTimeout(() => {
      const stage = type === "stage" ? id : (board.layout.stages[0]?.id ?? null);
      const anchor = board.grid.elementOf({ kind: type, id }) ?? board.grid.el;
      if (stage) this.choose(anchor, { stage, lane: type === "lane" ? id : null, index: null });
    }, 0);
    return [{ label: "Shared touchpoint …", hint: type === "stage" ? "⇧ ↵" : "", mark: icon("link", 14), run }];
  }

  /** Shift+Enter in a touchpoint lane puts in a shared one. @param {KeyboardEvent} e */
  key(e) {
    const { board } = this;
    if (e.key !== "Enter" || !e.shiftKey || e.ctrlKey || e.metaKey || e.altKey || board.readonly) return false;
    const place = board.pastePlace();
    if (!place || board.replica.get("lane", place.lane)?.kind !== "touchpoint") return false;
    const el = board.grid.elementOf(board.selection.target) ?? board.grid.el;
    this.choose(el, place);
    return true;
  }

  /** Choose from all that are shared, or name a new one. @param {HTMLElement} anchor @param {{stage: string, lane: string | null, index: number | null}} place */
  choose(anchor, { stage, lane, index }) {
    const { board, around } = this;
    const { replica } = board;
    const { journey } = board.session;
    around.look();
    const put = (/** @type {(to: {journey: string, stage: string, lane: string, index: number | null}) => {id: string, edits: any[]}} */ make) => {
      const to = lane ?? replica.list("lane").find((/** @type {any} */ l) => l.kind === "touchpoint")?.id ?? board.commands.addLane({ kind: "touchpoint", name: "", at: null });
      if (!board.replica.get("stage", stage)) return board.toast("The stage was deleted meanwhile: choose another place.");
      const { id, edits } = make({ journey, stage, lane: to, index });
      if (!edits.length) return board.toast("This shared touchpoint was deleted meanwhile: choose another one.");
      board.session.commit(edits, { label: "Put in a shared touchpoint" });
      board.selection.set({ kind: "card", id });
      board.revealSoon(id);
      around.ask(400);
    };
    openPicker(board, anchor, {
      title: `Shared touchpoint in ${board.where(stage, lane ?? replica.list("lane").find((/** @type {any} */ l) => l.kind === "touchpoint")?.id ?? "").split(", ")[0]}`,
      placeholder: "What it is called",
      empty: "Nothing is shared yet: write a title, or choose “Share with other journeys” in the fields of a touchpoint.",
      choices: () => [...replica.all("touchpoint").values()].sort((a, b) => a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1)).map((/** @type {any} */ t) => {
        const maps = around.elsewhere(t.id).length + (placesHere(replica, t.id) ? 1 : 0);
        return { key: t.id, label: t.title || "Untitled", hint: maps === 1 ? "1 map" : `${maps} maps`, checked: false };
      }),
      fresh: (name) => `New shared touchpoint “${name}”`,
      pick: (id) => id && put((to) => placeShared(replica, id, to)),
      make: (name) => put((to) => makeShared(replica, name, to)),
    });
  }
}
