// @ts-check
/** One item in full: what was said, how it sounds, its theme, where it came from, and where it is evidence. */
import { focused, fresh, h, set, text } from "../view/dom.js";
import { channelIcon, face, icon } from "../view/icons.js";
import { webAddress } from "../model/sources.js";
import { parts } from "./found.js";
import { day, FEELINGS, scored, VALUES } from "./words.js";

export class Reading {
  /** @param {any} inbox */
  constructor(inbox) {
    this.inbox = inbox;
    /** @type {any} */ this.item = null;
    this.turn = 0;
    this.signs = /** @type {Record<string, string>} */ ({});
    this.kind = h("h2", { tabIndex: -1 });
    this.when = h("span", { class: "cx-in-mute" });
    this.back = h("button", { class: "cx-button cx-quiet cx-in-back", type: "button", onclick: () => inbox.close() }, icon("left", 15), "List");
    this.link = h("button", { class: "cx-button", type: "button", title: "Make it evidence (L)", onclick: () => inbox.aim() }, icon("link", 15), "Link");
    this.gone = h("button", { class: "cx-square", type: "button", "aria-label": "Take this item out", title: "Take this item out (Del)", onclick: () => inbox.remove() }, icon("trash", 16));
    this.words = h("div", { class: "cx-in-full", dir: "auto", tabIndex: 0, role: "document", "aria-label": "What was said" });
    this.words.addEventListener("pointerdown", (/** @type {PointerEvent} */ e) => e.stopPropagation());
    this.feelings = Object.entries(FEELINGS).map(([key, { label, value }]) =>
      h("button", { type: "button", "aria-pressed": "false", dataset: { feeling: key }, onclick: () => inbox.correct(this.item, VALUES[key]) }, face(value, 16), label));
    this.how = h("span", { class: "cx-in-mute" });
    this.asFound = h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => inbox.correct(this.item, null) }, "As found");
    this.theme = h("select", { class: "cx-input", "aria-label": "Theme", onchange: () => inbox.theme(this.item, this.theme.value) });
    this.facts = h("dl", { class: "cx-in-facts" });
    this.places = h("div", { class: "cx-in-places" });
    this.rest = h("details", { class: "cx-in-rest" });
    this.body = h("div", { class: "cx-in-item" },
      this.words,
      h("div", { class: "cx-in-row-of" }, h("span", { class: "cx-in-label" }, "Sounds"), h("div", { class: "cx-seg", role: "group", "aria-label": "How it sounds" }, this.feelings), this.how, this.asFound),
      h("label", { class: "cx-in-row-of" }, h("span", { class: "cx-in-label" }, "Theme"), h("span", { class: "cx-select" }, this.theme, icon("down", 12))),
      this.places, this.facts, this.rest);
    this.nothing = h("p", { class: "cx-in-hint" }, "Choose an item to read it.");
    this.head = h("header", { class: "cx-in-head" }, this.back, h("div", null, this.kind, this.when), this.link, this.gone);
    this.el = h("section", { class: "cx-in-reading", "aria-label": "The chosen item" }, this.head, this.body, this.nothing);
    this._select = () => {
      const passage = this.selected;
      if (passage && this.item) inbox.targets.quote.value = passage; // it stays there when the selection goes
    };
    document.addEventListener("selectionchange", this._select);
    this.show(null);
  }

  /** Show an item, by its row at once and in full as soon as that is here. @param {any} row or null */
  async show(row) {
    const turn = ++this.turn;
    const other = row?.id !== this.item?.id;
    if (!row) {
      this.item = null;
      this._draw();
      return;
    }
    if (other) {
      this.item = { ...row, at: null, rest: {} };
      this.body.scrollTop = 0;
      this._draw();
    }
    try {
      const item = await this.inbox.api.get("item", { id: row.id });
      if (turn !== this.turn) return;
      this.item = item;
      this._draw();
    } catch (error) {
      if (turn === this.turn) this.inbox.failed(error, row.id);
    }
  }

  /** Look again at the same item. */
  again() {
    if (this.item) void this.show(this.item);
  }

  _draw() {
    const { item, inbox } = this;
    this.body.hidden = this.head.hidden = !item;
    this.nothing.hidden = Boolean(item);
    if (!item) return;
    const { kind, channel } = inbox.namesOf(item);
    text(this.kind, kind);
    text(this.when, day(item.date));
    this.link.hidden = this.gone.hidden = !inbox.may.edit;
    this._once("words", [item.id, item.text, inbox.pages.terms], () =>
      fresh(this.words, item.text ? parts(item.text, inbox.pages.terms).map((part) => (part.found ? h("mark", null, part.text) : part.text)) : h("span", { class: "cx-in-mute" }, "Without text: it counts, but there is nothing to read.")));
    for (const button of this.feelings) {
      set(button, "aria-pressed", String(button.dataset.feeling === item.feeling));
      button.disabled = !inbox.may.edit;
    }
    text(this.how, item.corrected ? "corrected by a person" : item.feeling ? "indicative, English only" : item.text ? "not in English: nothing was guessed" : "");
    this.asFound.hidden = !item.corrected || !inbox.may.edit;
    this._once("theme", [inbox.themes, item.theme], () => {
      this.theme.replaceChildren(h("option", { value: "" }, "Not in a theme"), ...inbox.themes.map((/** @type {any} */ t) => h("option", { value: t.id }, t.name)));
      this.theme.value = item.theme ?? "";
    });
    this.theme.disabled = !inbox.may.edit;
    const facts = [["Channel", channel && [channelIcon(item.channel, 14), channel]], ["Score", scored(item.score, item.scale)], ["Customer group", item.group], ["Product", item.product],
      ["Reference", item.reference], ["Link", this._address(item.link)], ["From", item.from && (item.row ? `${item.from}, row ${item.row}` : item.from)], ["Personal data", item.masked && "was masked"]];
    this._once("facts", [item.id, facts.map(([, value]) => Boolean(value)), item], () => fresh(this.facts, facts.filter(([, value]) => value).map(([name, value]) => h("div", null, h("dt", null, name), h("dd", { dir: "auto" }, value)))));
    const rest = Object.entries(item.rest ?? {});
    this.rest.hidden = !rest.length;
    this._once("rest", [item.rest], () => fresh(this.rest, h("summary", null, `${rest.length} more ${rest.length === 1 ? "column" : "columns"} of the file`), h("dl", { class: "cx-in-facts" }, rest.map(([name, value]) => h("div", null, h("dt", null, name), h("dd", { dir: "auto" }, value))))));
    this.places.hidden = !item.at; // not known yet
    this._once("places", [item.id, item.at], () => {
      if (item.at) this._drawPlaces();
      inbox.targets?.draw();
    });
  }

  /** Draw a part only where it says something else: a selection in it, and the focus, stay. @param {string} name @param {any} of @param {() => void} draw */
  _once(name, of, draw) {
    const sign = JSON.stringify(of);
    if (this.signs[name] === sign) return;
    this.signs[name] = sign;
    draw();
  }

  /** @param {string} link */
  _address(link) {
    const address = webAddress(link ?? "");
    return address ? h("a", { class: "cx-link", href: address, target: "_blank", rel: "noopener noreferrer" }, new URL(address).host) : link;
  }

  _drawPlaces() {
    const { inbox } = this;
    const { at } = this.item;
    const inside = this.places.contains(focused(this.places));
    fresh(this.places,
      h("h3", null, at.length ? `Evidence at ${at.length === 1 ? "1 place" : `${at.length} places`}` : "Not evidence of anything yet"),
      at.length ? h("ul", null, at.map((/** @type {any} */ place) => h("li", null,
        h("b", null, place.place.title || "Untitled"), h("span", { class: "cx-in-mute" }, place.home.title),
        place.quote && h("q", { dir: "auto" }, place.quote),
        h("span", { class: "cx-in-row-of" },
          place.home.id && h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => inbox.open(place) }, icon("opens", 14), place.home.type === "journey" ? "Open on the board" : "Open the persona"),
          inbox.may.edit && place.home.id && h("button", { class: "cx-button cx-quiet cx-danger", type: "button", onclick: () => inbox.unlink(place) }, "Take away as evidence"))))) : null);
    if (inside) this.kind.focus();
  }

  /** The passage of the text that is selected, "" for none. @returns {string} */
  get selected() {
    const root = /** @type {any} */ (this.el.getRootNode());
    const selection = (root.getSelection ? root.getSelection() : document.getSelection()) ?? null;
    const within = selection && !selection.isCollapsed && this.words.contains(selection.anchorNode) && this.words.contains(selection.focusNode);
    return within ? selection.toString().trim() : "";
  }

  destroy() {
    document.removeEventListener("selectionchange", this._select);
    this.turn++;
  }
}
