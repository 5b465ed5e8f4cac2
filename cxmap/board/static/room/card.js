// @ts-check
/** The sheet of one card: its text and marks where its lane is open, what people say about it, parking it, deleting it. */
import { commentEdits, saidIn, since, threads } from "../model/comments.js";
import { objection, park, whoOf } from "../model/workshop.js";
import { icon } from "../view/icons.js";
import { fresh, h, set, text } from "../view/dom.js";
import { Marks } from "./compose.js";
import { keep, recall } from "./kept.js";
import { contextOf } from "./parts.js";
import { Sheet } from "./sheet.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */

/** How long after the last key a text is saved, ms. */
const CALM = 800;

export class CardSheet {
  /** @param {any} page the participant's page @param {string} id of the card */
  constructor(page, id) {
    this.page = page;
    this.id = id;
    /** The title that was there when the typing began; null: nothing is being typed. @type {string | null} */
    this.base = null;
    this.timer = 0;
    this.input = h("textarea", {
      class: "cx-input cxa-write", rows: 2, maxlength: 500, "aria-label": "Text of the card", spellcheck: "true", dir: "auto",
      oninput: () => this._typing(),
      onblur: () => this.save(),
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
        e.preventDefault();
        this.save();
        this.sheet.close();
      },
    });
    this.plain = h("p", { class: "cxr-plain", dir: "auto" });
    this.why = h("p", { class: "cxr-why" });
    this.note = h("p", { class: "cxr-note", dir: "auto" });
    this.marks = new Marks(() => this._mark());
    this.delete = h("button", { class: "cx-button cxr-act", type: "button", onclick: () => this._delete() }, icon("trash", 18), "Delete");
    this.parking = h("button", { class: "cx-button cxr-act", type: "button", onclick: () => this._park() }, icon("tray", 18), "Park for later");
    this.said = h("ol", { class: "cxr-said" });
    this.answer = h("textarea", { class: "cx-input cxa-write", rows: 1, maxlength: 4000, placeholder: "Say something about it", "aria-label": "Your comment", dir: "auto", oninput: () => this._answering() });
    this.send = h("button", { class: "cx-button cxa-send", type: "button", disabled: true, onclick: () => this._say() }, "Send");
    this.talk = h("section", { class: "cxr-talk", "aria-label": "Comments" }, h("h3", null, "Comments"), this.said, h("div", { class: "cxr-answer" }, this.answer, this.send));
    this.where = h("p", { class: "cxa-where" });
    this.sheet = new Sheet(page.el, "Card", [this.where, this.input, this.plain, this.why, this.marks.el, this.note, h("div", { class: "cxr-acts" }, this.parking, this.delete), this.talk], { closed: () => this._closed(), back: page.stageView.card(id) });
    this.answer.value = recall(this._key);
    this._answering();
    this.update();
  }

  get _key() {
    return `${this.page.workshop}.said.${this.id}`;
  }
  get session() {
    return this.page.map;
  }
  /** @returns {Rec | undefined} */
  get card() {
    return this.session.replica.get("card", this.id);
  }

  update() {
    const { card } = this;
    if (!card) {
      const words = this.base === null ? "" : this.input.value;
      if (words.trim()) this.session.keep(words);
      this.base = null;
      this.sheet.close();
      if (!this.gone) this.page.toast(words.trim() ? "Somebody deleted this card. Your text is kept: look under “You”." : "Somebody deleted this card.");
      return;
    }
    const { replica } = this.session;
    const main = this.page.session;
    const workshop = main.replica.get("workshop", this.page.workshop) ?? null;
    const why = objection(main.replica, workshop, whoOf(main), card, replica);
    const lane = replica.get("lane", card.lane);
    text(this.where, contextOf(this.page, card, replica));
    for (const el of [this.input, this.marks.el, this.delete]) set(el, "hidden", Boolean(why));
    set(this.plain, "hidden", !why);
    set(this.why, "hidden", !why);
    text(this.plain, card.title || "Untitled");
    text(this.why, why);
    text(this.note, card.note);
    set(this.note, "hidden", !card.note);
    if (this.base === null && this.input.value !== card.title) this.input.value = card.title;
    const feeling = replica.feelingsOf(card.id).find((/** @type {Rec} */ f) => f.persona === this.page.persona && f.source === "predicted");
    this.marks.value = { feeling: feeling?.value ?? null, severity: card.severity, moment: card.moment };
    this.marks.offer(lane?.kind ?? "custom");
    set(this.parking, "hidden", workshop?.state !== "running" || !this.page.mayPark);
    this._talk(replica, card);
  }

  /** @param {any} replica @param {Rec} card */
  _talk(replica, card) {
    const now = new Date();
    const all = threads(replica, { type: "card", id: card.id }).filter((root) => !root.resolved).flatMap((root) => saidIn(replica, root));
    const key = JSON.stringify(all.map((c) => [c.id, c.text, c.author_name, since(c.at, now)]));
    set(this.said, "hidden", !all.length);
    if (this.said.dataset.key === key) return;
    this.said.dataset.key = key;
    fresh(this.said, all.map((c) => h("li", null, h("b", { dir: "auto" }, c.author_name || "Somebody"), h("small", null, since(c.at, now)), h("p", { dir: "auto" }, c.text))));
  }

  _typing() {
    this.base ??= this.card?.title ?? "";
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), CALM);
  }

  /** Write what was typed; what others did to the text meanwhile is merged by the server. */
  save() {
    clearTimeout(this.timer);
    const { base } = this;
    const words = this.input.value.replace(/\s*\n\s*/g, " ").trim();
    this.base = null;
    if (base === null || words === base) return;
    if (!words) return void (this.input.value = base); // an empty card is nobody's wish: deleting has a button of its own
    this.page.commands.setText(this.id, words, this.page.persona, { was: base });
  }

  _mark() {
    const { card } = this;
    if (!card) return;
    const { feeling, severity, moment } = this.marks.value;
    const { commands, persona } = this.page;
    const now = this.session.replica.feelingsOf(card.id).find((/** @type {Rec} */ f) => f.persona === persona && f.source === "predicted");
    if ((now?.value ?? null) !== feeling) commands.setFeeling(card.id, persona, feeling);
    if ((card.severity ?? null) !== severity) commands.setSeverity([card.id], severity ?? 0);
    if (Boolean(card.moment) !== Boolean(moment)) commands.toggleMoment([card.id]);
  }

  _delete() {
    const title = this.card?.title || "Card";
    clearTimeout(this.timer);
    this.base = null;
    this.gone = true;
    this.page.commands.deleteCards([this.id]);
    this.sheet.close();
    this.page.undoable(`“${title}” deleted.`, this.session);
  }

  _park() {
    const { card, page } = this;
    if (!card) return;
    const main = page.session;
    const onMain = main === this.session;
    const { edits } = park(main.replica, page.workshop, { text: card.title, card: onMain ? card.id : null, by: page.name });
    main.commit(edits, { label: "Park a topic" });
    page.undoable("Parked: it waits in the parking lot.", main);
  }

  _answering() {
    keep(this._key, this.answer.value);
    this.send.disabled = !this.answer.value.trim();
  }

  _say() {
    const { card } = this;
    const words = this.answer.value.trim();
    if (!card || !words) return;
    const open = threads(this.session.replica, { type: "card", id: card.id }).filter((root) => !root.resolved).at(-1);
    const { edits } = commentEdits(this.session.journey, open ? { text: words, thread: open.id } : { text: words, about: { type: "card", id: card.id } }, { person: this.session.you?.person ?? "", name: this.page.name }, new Date());
    this.session.commit(edits, { label: "Comment" });
    this.answer.value = "";
    this._answering();
    this.page.announce("Sent.");
  }

  _closed() {
    if (this.base !== null) this.save();
    clearTimeout(this.timer);
    this.page.closed(this);
  }

  close() {
    this.sheet.close();
  }
}
