// @ts-check
/** Writing alone: one's own cards, stage by stage, that nobody sees until the reveal. They can be changed and taken back. */
import { newId } from "../model/ids.js";
import { lanesAsAsked, openKinds } from "../model/workshop.js";
import { face, icon, pips, star } from "../view/icons.js";
import { fresh, h, set, text, uid } from "../view/dom.js";
import { Composer, lineOf } from "./compose.js";
import { LaneChoice } from "./lanes.js";
import { draftsOf } from "./own.js";
import { stageName, Strip } from "./strip.js";
import { plural, signed } from "./values.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./own.js").Draft} Draft */
/** @typedef {import("./parts.js").Asking} Asking */
/** @typedef {import("./parts.js").Part} Part */

/** @param {Asking} room @param {string} step its id @returns {Part & {show: (stage: string) => void}} */
export const writing = (room, step) => new Writing(room, step);

class Writing {
  /** @param {Asking} room @param {string} step */
  constructor(room, step) {
    this.room = room;
    this.step = step;
    this.stage = "";
    /** The draft that is being changed. @type {Draft | null} */ this.editing = null;
    const panel = uid("cxa-alone");
    this.strip = new Strip((id) => this.show(id), panel);
    this.lanes = new LaneChoice(room.definitions, (lane) => this.composer?.offer(lane.kind));
    this.composer = new Composer({ label: "Your card", placeholder: "What comes to mind?", button: "Keep", send: (written) => this._write(written), kept: `${room.workshop}.alone` });
    this.cancel = h("button", { class: "cx-button cx-quiet", type: "button", hidden: true, onclick: () => this._edit(null) }, "Leave it as it was");
    this.composer.el.append(this.cancel);
    this.note = h("p", { class: "cxa-alone-note" }, icon("eye", 18), h("span", null, "Nobody sees this until the reveal."));
    this.count = h("p", { class: "cxa-room" });
    this.list = h("ul", { class: "cxa-list" });
    this.none = h("p", { class: "cxa-none" });
    this.shut = h("p", { class: "cxa-room", role: "status" }, "This map has no lane for it yet: the facilitator adds one. What you type is kept.");
    this.panel = h("div", { class: "cxa-panel", id: panel, role: "tabpanel" }, this.lanes.el, this.shut, this.composer.el, this.none, this.list);
    this.empty = h("p", { class: "cxa-none" }, "This map has no stage yet: the facilitator adds them.");
    this.el = h("section", { class: "cxa cxa-alone", "aria-label": "Write alone" }, h("div", { class: "cxa-alone-top" }, this.note, this.count), this.strip.el, this.panel, this.empty);
    this.composer.offer("custom");
    this.update();
  }

  /** The map that is written on: the table's, where one sits at one. */
  get session() {
    return this.room.map ?? this.room.session;
  }

  /** @returns {readonly Rec[]} lanes that are open; where the step opens none, all that a card may go to */
  _open() {
    const { replica } = this.session;
    const step = this.room.session.replica.get("step", this.step) ?? null;
    const kinds = openKinds(step);
    return lanesAsAsked(replica.list("lane").filter((/** @type {Rec} */ lane) => !kinds.length || kinds.includes(lane.kind)), step);
  }

  /** @param {string} id of a stage */
  show(id) {
    if (!this.session.replica.get("stage", id)) return;
    this.stage = id;
    this.update();
  }

  /** @param {number} by */
  go(by) {
    const next = this.strip.beside(by);
    if (next) this.show(next.id);
  }

  update() {
    const { replica } = this.session;
    const stages = replica.list("stage");
    if (!replica.get("stage", this.stage)) this.stage = stages[0]?.id ?? "";
    const drafts = draftsOf(this.room.session, this.step);
    if (this.editing && !drafts.some((draft) => draft.id === this.editing?.id)) this._edit(null);
    this.strip.update(stages, this.stage, (stage) => drafts.filter((draft) => draft.stage === stage.id).length);
    const open = this._open();
    this.lanes.update(open);
    set(this.shut, "hidden", open.length > 0);
    const { counts } = this.room.session;
    text(this.count, counts?.drafts ? `${plural(counts.drafts, "card")} from ${plural(counts.people ?? 0, "person", "people")} so far` : "");
    for (const el of [this.panel, this.strip.el]) set(el, "hidden", !stages.length);
    set(this.empty, "hidden", stages.length > 0);
    const at = stages.findIndex((/** @type {Rec} */ stage) => stage.id === this.stage);
    const name = at < 0 ? "" : stageName(stages[at], at);
    set(this.panel, "aria-label", name);
    const own = drafts.filter((draft) => draft.stage === this.stage);
    set(this.none, "hidden", own.length > 0);
    text(this.none, `Nothing of yours in ${name} yet.`);
    this._list(own);
  }

  /** @param {Draft[]} own */
  _list(own) {
    const { replica } = this.session;
    const key = JSON.stringify([own, this.editing?.id, replica.list("lane").map((/** @type {Rec} */ lane) => lane.name)]);
    if (this.list.dataset.key === key) return;
    this.list.dataset.key = key;
    fresh(this.list, own.map((draft) => {
      const lane = replica.get("lane", draft.lane);
      const title = draft.title || (draft.feeling !== null && draft.feeling !== undefined ? signed(draft.feeling) : "Untitled");
      return h("li", { class: "cxa-draft", dataset: { draft: draft.id } },
        h("button", { class: "cxa-row", type: "button", "aria-label": `Change “${title}”`, "aria-pressed": String(draft.id === this.editing?.id), onclick: () => this._edit(draft) },
          h("span", { dir: "auto" }, title),
          h("small", null, [lane && this.room.definitions.laneName(/** @type {any} */ (lane))].filter(Boolean).join(" · ")),
          draft.severity ? pips(draft.severity, 14) : null, draft.moment ? star(16) : null, draft.feeling !== null && draft.feeling !== undefined ? face(draft.feeling, 22) : null),
        h("button", { class: "cxa-square", type: "button", "aria-label": `Delete “${title}”`, onclick: () => this._drop(draft) }, icon("trash", 18)));
    }));
  }

  /** @param {import("./compose.js").Written} written */
  _write({ title, feeling, severity, moment }) {
    const lane = this.lanes.lane;
    if (!lane || !this.stage) return false;
    const was = this.editing;
    const id = was?.id ?? newId();
    this.room.session.unseen.write(this.step, { ...(was ?? {}), id, stage: was?.stage ?? this.stage, lane: lane.id, title, feeling, severity, moment });
    this._edit(null);
    this.room.announce(was ? "Changed." : "Kept. Only you see it.");
    this.update();
    return true;
  }

  /** Put a draft into the field; null: a new one. @param {Draft | null} draft */
  _edit(draft) {
    const had = this.editing;
    this.editing = draft;
    set(this.cancel, "hidden", !draft);
    text(this.composer.go, draft ? "Change" : "Keep");
    if (draft) {
      this.lanes.choose(draft.lane);
      this.composer.fill(lineOf({ title: draft.title, feeling: draft.feeling ?? null, severity: draft.severity ?? null, moment: draft.moment ?? null }));
      this.composer.input.focus();
    } else if (had) this.composer.fill("");
    if (had !== draft) this.update();
  }

  /** @param {Draft} draft */
  _drop(draft) {
    const { unseen } = this.room.session;
    unseen.drop(draft.id);
    this.update();
    this.room.toast(`“${draft.title || "Card"}” deleted.`, {
      label: "Undo",
      run: () => {
        unseen.write(this.step, draft);
        this.update();
      },
    });
    this.composer.input.focus({ preventScroll: true });
  }

  destroy() {
    this.el.remove();
  }
}
