// @ts-check
/** What a person can do on the board, by key, click or menu: the verbs, apart from how the board is drawn. */
import { showValue } from "./curve.js";
import { Selection } from "./selection.js";
import { laneKindMenu, laneMenu, stageMenu } from "./frame-menus.js";
import { openKeys } from "./keys.js";
import { rename } from "./rename.js";

export class Actions {
  constructor() {
    this.selection = new Selection();
    /** @type {any} */ this.session = null;
    /** @type {any} */ this.commands = null;
    /** @type {any} */ this.layout = null;
    /** @type {any} */ this.grid = null;
    /** @type {any} */ this.editor = null;
    /** @type {any} */ this.clipboard = null;
    /** @type {any} */ this.definitions = null;
    /** @type {any} */ this.root = null;
    /** What fades all else, null where nothing does: `found` by the find field, `filtered` by the filter, `hits` both. @type {Set<string> | null} */
    this.hits = null;
    /** @type {Set<string> | null} */ this.found = null;
    /** @type {Set<string> | null} */ this.filtered = null;
    /** The map as it was, while that is looked at. @type {any} */ this.past = null;
    this.undoing = false; // what was done is being taken back or done again
    this.fixed = false; // while the fields of something are built that one may not change now
    this.hitList = /** @type {string[]} */ ([]);
    /** what to do about the hits when cards changed @type {(() => void) | null} */ this.onFind = null;
  }

  /** The map that is shown. */
  get replica() {
    return this.past ?? this.session.replica;
  }

  get readonly() {
    return this.past !== null || this.fixed || this.session.role === "viewer" || this.session.status?.state === "closed"; // closed: the journey was deleted
  }

  /** Why one may not change something now, as a workshop has it; "" where one may. @type {(what: string) => string} id of a lane or card, or "frame" */
  objection = () => "";

  /** Say why something may not be changed, before anybody types. @param {...(string | null | undefined)} what @returns {boolean} whether that is so */
  refuses(...what) {
    const said = what.map((one) => (one ? this.objection(one) : "")).find(Boolean);
    if (said) this.toast(said);
    return Boolean(said);
  }

  // What the subclass draws with.
  /** @param {string} _text */ announce(_text) {}
  /** @param {string} _text @param {any} [_more] */ toast(_text, _more) {}
  /** @param {Set<string> | null} [_touched] */ invalidate(_touched) {}
  focusTarget() {}
  /** @returns {Element | null} */ shadowFocus() {
    return null;
  }
  /** @param {string} _id */ revealSoon(_id) {}
  /** @returns {string | null} */ persona() {
    return null;
  }
  /** @param {string} _stage @param {string} _lane @returns {string} */ where(_stage, _lane) {
    return "";
  }

  /** "Written plan, Aftercare, Touchpoints, 2 of 4". @param {string | undefined} id */
  announceCard(id) {
    const card = id && this.replica.get("card", id);
    if (!card) return;
    const cell = this.replica.cell(card.stage, card.lane);
    const at = cell.findIndex((/** @type {any} */ c) => c.id === id) + 1;
    this.announce(`${card.title || "Untitled"}, ${this.where(card.stage, card.lane)}, ${at} of ${cell.length}`);
  }

  /** Cards in the order of the map: stage, lane, place. @param {string[]} ids */
  inMapOrder(ids) {
    const rank = (/** @type {string} */ id) => {
      const card = this.replica.get("card", id);
      if (!card) return [Infinity, 0, "", id];
      return [this.layout.stageOf.get(card.stage)?.index ?? 0, this.layout.laneOf.get(card.lane)?.index ?? 0, card.order, id];
    };
    return ids
      .map((id) => /** @type {[string, any[]]} */ ([id, rank(id)]))
      .sort(([, a], [, b]) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0) || (a[3] < b[3] ? -1 : 1))
      .map(([id]) => id);
  }

  /** Stage, lane and index of the target, as far as it has them. */
  placeOfTarget() {
    const { target } = this.selection;
    if (target.kind === "cell") return { stage: target.stage, lane: target.lane, index: 0 };
    const card = target.kind === "card" ? this.replica.get("card", target.id) : null;
    if (!card) return { stage: null, lane: null, index: 0 };
    const shown = this.layout.cell(card.stage, card.lane).cards;
    return { stage: card.stage, lane: card.lane, index: Math.max(0, shown.findIndex((/** @type {any} */ c) => c.id === card.id)) };
  }

  /** Where a paste goes: behind the selected card, into the cell, or null. */
  pastePlace() {
    const { stage, lane } = this.placeOfTarget();
    if (!stage) return null;
    const ids = this.replica.cell(stage, lane).map((/** @type {any} */ c) => c.id);
    const at = this.selection.target.kind === "card" ? ids.indexOf(this.selection.target.id) + 1 : ids.length;
    return { stage, lane, index: at };
  }

  /** Id of the stage `step` further, or null. @param {string} id @param {number} step */
  stageBeside(id, step) {
    return this.layout.stages[(this.layout.stageOf.get(id)?.index ?? -9) + step]?.id ?? null;
  }

  /** Id of the next lane that holds cards (not the curve), or null. @param {string} id @param {number} step */
  laneBeside(id, step) {
    let at = (this.layout.laneOf.get(id)?.index ?? -9) + step;
    while (this.layout.lanes[at]?.kind === "emotion") at += step;
    return this.layout.lanes[at]?.id ?? null;
  }

  /** Enter: the next card behind the selected one, a card in the cell, or the name of a header. */
  enter() {
    const { target } = this.selection;
    if (target.kind === "stage" || target.kind === "lane") return this.editTarget();
    const place = this.pastePlace();
    if (place) this.editor.open(place);
    else if (!this.layout.stages.length) this.addStage();
  }

  editTarget() {
    const { target } = this.selection;
    if (target.kind === "card") this.editor.edit(target.id);
    else if (target.kind === "cell") this.editor.open({ stage: target.stage, lane: target.lane });
    else if (target.kind === "stage" || target.kind === "lane") rename(this, target.kind, target.id ?? "");
    else return false;
  }

  /** Tab walks the stages while a card or cell has the focus. @param {number} step @returns {boolean} whether Tab was taken */
  tab(step) {
    const { stage, lane, index } = this.placeOfTarget();
    if (!stage) return false;
    const next = this.stageBeside(stage, step);
    if (!next) {
      this.announce(step < 0 ? "First stage" : "Last stage");
      return true;
    }
    const cards = this.layout.cell(next, lane).cards;
    this.selection.set(cards.length ? { kind: "card", id: cards[Math.min(index, cards.length - 1)].id } : { kind: "cell", stage: next, lane });
    this.focusTarget();
    return true;
  }

  /** Escape: from a card to its cell, from a cell to the board, from the board to the page. */
  stepOut() {
    const { target } = this.selection;
    if (this.found) return this.setFind("");
    if (target.kind === "card") {
      const { stage, lane } = this.placeOfTarget();
      this.selection.set(stage ? { kind: "cell", stage, lane } : { kind: "journey" });
    } else if (target.kind !== "journey") this.selection.set({ kind: "journey" });
    else return false;
    this.focusTarget();
  }

  /** @param {"first" | "last"} end */
  walkTo(end) {
    const { stage, lane } = this.placeOfTarget();
    const ids = stage ? this.layout.cell(stage, lane).ids : [];
    const to = ids.at(end === "first" ? 0 : -1);
    if (!to) return false;
    this.selection.set({ kind: "card", id: to });
    this.revealSoon(to);
  }

  /** Do something with the selected cards. @param {(ids: string[]) => void} act */
  onCards(act) {
    const ids = this.inMapOrder([...this.selection.ids]);
    if (!ids.length || this.readonly) return false;
    if (!this.refuses(...ids)) act(ids);
  }

  /** @param {string[]} ids */
  selectCards(ids) {
    if (!ids?.length) return;
    this.selection.set({ kind: "card", id: ids[ids.length - 1] }, { ids });
    this.revealSoon(ids[0]);
  }

  /** All cards of the cell; of the map where these are selected already. */
  selectAll() {
    const { stage, lane } = this.placeOfTarget();
    const cell = stage ? this.replica.cell(stage, lane).map((/** @type {any} */ c) => c.id) : [];
    const whole = !cell.length || cell.every((/** @type {string} */ id) => this.selection.ids.has(id));
    const ids = whole ? [...this.replica.all("card").keys()] : cell;
    if (!ids.length) return;
    const { target } = this.selection;
    this.selection.set(target.kind === "card" ? target : { kind: "card", id: ids.at(-1) }, { ids });
    this.announce(ids.length === 1 ? "1 card selected" : `${ids.length} cards selected`);
  }

  cycleEvidence() {
    return this.onCards((ids) => {
      const order = ["assumed", "observed", "measured"];
      const now = this.replica.get("card", ids[ids.length - 1])?.evidence ?? "assumed";
      const next = order[(order.indexOf(now) + 1) % 3];
      this.commands.setEvidence(ids, next);
      this.announce(this.label("evidence", next));
    });
  }

  /** Raise or lower the feeling of the leading persona at the selected cards. @param {number} by */
  nudgeFeeling(by) {
    return this.onCards((ids) => {
      const next = (/** @type {string} */ id) => Math.max(-3, Math.min(3, Math.round(((this.feelingAt(id) ?? 0) + by) * 10) / 10));
      this.commands.together("Set feelings", () => ids.forEach((id) => this.commands.setFeeling(id, this.persona(), next(id))));
      this.announce(`Emotion ${showValue(this.feelingAt(ids[0]) ?? 0)}`);
    });
  }

  /** What the leading persona feels at a card, or null. @param {string} id @returns {number | null} */
  feelingAt(id) {
    const persona = this.persona();
    const list = this.replica.feelingsOf(id);
    return (list.find((/** @type {any} */ f) => f.persona === persona && f.source === "predicted") ?? list.find((/** @type {any} */ f) => f.persona === persona))?.value ?? null;
  }

  /** Take back what I did last. */
  undo() {
    if (this.past) return this.toast("This is the past: go back to now to undo.");
    this.undoing = true;
    this.session.undo();
    this.announce("Undone");
  }

  /** Do again what I took back last. */
  redo() {
    if (this.past) return this.toast("This is the past: go back to now to do it again.");
    this.session.redo();
    this.announce("Done again");
  }

  /** The Undo of what was just done, whatever is done after it. @returns {{label: string, run: () => void}} */
  undoLast() {
    const change = this.session.lastChange;
    return { label: "Undo", run: () => ((this.undoing = true), this.session.undo(change)) };
  }

  /** Delete the target, with Undo in the message. */
  deleteTarget() {
    const { target, ids } = this.selection;
    if (this.readonly) return false;
    if (this.refuses(...(ids.size ? ids : [["stage", "lane"].includes(target.kind) ? "frame" : null]))) return;
    if (ids.size) {
      const list = this.inMapOrder([...ids]);
      const { stage, lane, index } = this.placeOfTarget();
      this.commands.deleteCards(list);
      const rest = stage ? this.replica.cell(stage, lane) : [];
      const next = rest[Math.min(index, rest.length - 1)];
      this.selection.set(next ? { kind: "card", id: next.id } : stage ? { kind: "cell", stage, lane } : { kind: "journey" });
      this.focusTarget();
      this.toast(list.length === 1 ? "1 card deleted" : `${list.length} cards deleted`, this.undoLast());
    } else if (target.kind === "stage" && target.id) this.deleteStage(target.id);
    else if (target.kind === "lane" && target.id) this.deleteLane(target.id);
    else return false;
  }

  /** @param {string} id */
  deleteStage(id) {
    const name = this.replica.get("stage", id)?.name || "Stage";
    const at = this.layout.stageOf.get(id)?.index ?? 0;
    this.commands.deleteStage(id);
    const next = this.replica.list("stage")[Math.max(0, at - 1)];
    this.selection.set(next ? { kind: "stage", id: next.id } : { kind: "journey" });
    this.toast(`“${name}” and its cards deleted`, this.undoLast());
    this.focusTarget();
  }

  /** @param {string} id */
  deleteLane(id) {
    const lane = this.replica.get("lane", id);
    const at = this.layout.laneOf.get(id)?.index ?? 0;
    this.commands.deleteLane(id);
    const next = this.replica.list("lane")[Math.max(0, at - 1)];
    this.selection.set(next ? { kind: "lane", id: next.id } : { kind: "journey" });
    this.toast(`“${lane?.name || this.label("lane_kinds", lane?.kind)}” and its cards deleted`, this.undoLast());
    this.focusTarget();
  }

  /** A new stage at the end (or at `at`), its name open for typing. @param {number} [at] */
  addStage(at) {
    if (this.readonly || this.refuses("frame")) return;
    const id = this.commands.addStage({ name: "", at: at ?? null });
    this.selection.set({ kind: "stage", id });
    this.invalidate(null);
    rename(this, "stage", id, { chain: true });
  }

  /** Choose what a new lane holds. @param {HTMLElement} anchor @param {number} [at] */
  laneKindMenu(anchor, at) {
    laneKindMenu(this, anchor, at);
  }

  /** @param {HTMLElement} anchor @param {string} id */
  stageMenu(anchor, id) {
    stageMenu(this, anchor, id);
  }

  /** @param {HTMLElement} anchor @param {string} id */
  laneMenu(anchor, id) {
    laneMenu(this, anchor, id);
  }

  /** Fold or unfold a lane, for this browser. @param {string} id */
  fold(id) {
    const { collapsed } = this.layout;
    if (!collapsed.delete(id)) collapsed.add(id);
    const lane = this.replica.get("lane", id);
    this.announce(`${lane?.name || this.label("lane_kinds", lane?.kind)}, ${collapsed.has(id) ? "folded" : "unfolded"}`);
    this.look();
  }

  /** Fold or unfold a stage, for this browser. @param {string} id */
  foldStage(id) {
    const { foldedStages } = this.layout;
    if (!foldedStages.delete(id)) foldedStages.add(id);
    this.announce(`${this.replica.get("stage", id)?.name || "Stage"}, ${foldedStages.has(id) ? "folded" : "unfolded"}`);
    this.look();
  }

  /** Make columns as wide as their stages last, or all alike, for this browser. @param {boolean} on */
  setTimeTrue(on) {
    if (this.layout.timeTrue === on) return;
    this.layout.timeTrue = on;
    this.look();
  }

  /** What is folded, or how wide columns are, changed: tell so (“cx-look” on `root`), and paint all. */
  look() {
    this.invalidate(null);
    this.root?.dispatchEvent(new CustomEvent("cx-look"));
  }

  /** Show all cards of a cell; the first that was folded away gets the focus of the button that is gone. @param {string} key */
  openCell(key) {
    const [stage, lane] = key.split("\n");
    const { ids, cards } = this.layout.cell(stage, lane);
    this.layout.opened.add(key);
    this.invalidate(null);
    if (this.shadowFocus()?.classList.contains("cx-more-cards")) this.selectCards(ids.slice(cards.length, cards.length + 1));
  }

  showKeys() {
    openKeys(this);
  }

  /** A feeling at a height of the curve: type its word. @param {string} stage @param {number} value */
  addFeelingAt(stage, value) {
    const lane = this.layout.lanes.find((/** @type {any} */ l) => l.kind === "emotion");
    if (lane) this.editor.open({ stage, lane: lane.id, value: Math.round(value * 10) / 10 });
  }

  /** Dim what does not hold the text; "" ends the search. @param {string} text */
  setFind(text) {
    const words = text.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const holds = (/** @type {any} */ card) => {
      const hay = `${card.title} ${card.note} ${this.label("channels", card.channel)}`.toLocaleLowerCase();
      return words.every((word) => hay.includes(word));
    };
    const found = words.length ? [...this.replica.all("card").values()].filter(holds).map((c) => c.id) : null;
    this.hitList = found ? this.inMapOrder(found) : [];
    this.found = found ? new Set(found) : null;
    this._fade();
  }

  /** Fade what is not among these cards; null fades nothing. @param {Set<string> | null} cards */
  setFilter(cards) {
    this.filtered = cards;
    this._fade();
  }

  _fade() {
    const { found, filtered } = this;
    this.hits = found && filtered ? new Set([...found].filter((id) => filtered.has(id))) : (found ?? filtered);
    this.invalidate();
  }

  /** Go to the next hit. @param {number} step */
  walkHits(step) {
    const { hitList } = this;
    if (!hitList.length) return null;
    const now = hitList.indexOf(this.selection.target.id ?? "");
    const at = now < 0 ? (step > 0 ? 0 : hitList.length - 1) : (now + step + hitList.length) % hitList.length;
    this.selectCards([hitList[at]]);
    return { at: at + 1, of: hitList.length };
  }

  /** @param {string} list @param {string | null | undefined} key @returns {string} */
  label = (list, key) => (key ? (this.definitions?.label(list, key) ?? key) : "");
}
