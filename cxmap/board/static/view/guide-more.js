// @ts-check
/** The guide's longer answers: combination, data, emotions, people, disconnects. */
import { disconnects, ranked, sentenceOf } from "../model/disconnects.js";
import { parseMarks } from "../model/marks.js";
import { showValue } from "./curve.js";
import { fresh, h, set, text, uid } from "./dom.js";
import { cardList, draft } from "./guide-parts.js";
import { counted } from "./guide-words.js";
import { today } from "../model/dates.js";
import { evidenceMark, face, icon } from "./icons.js";

/** @typedef {import("./guide-bodies.js").Part} Part */

/** A list to choose from, with options that may change. @param {string} label @param {Record<string, any>} [more] */
function picker(label, more = {}) {
  const id = uid("cx-ask");
  const select = h("select", { class: "cx-input", id, ...more });
  let sign = "";
  return {
    select,
    el: h("div", { class: "cx-field" }, h("label", { class: "cx-label", for: id }, label), h("div", { class: "cx-select" }, select, icon("down", 15))),
    /** @param {readonly (readonly [string, string])[]} options */
    options(options) {
      const now = JSON.stringify(options);
      if (now === sign) return;
      sign = now;
      const was = select.value;
      fresh(select, options.map(([value, words]) => h("option", { value }, words)));
      if (options.some(([value]) => value === was)) select.value = was;
    },
  };
}

/** The channel of a touchpoint, to be changed. @param {any} board @param {any} commands @param {any} card */
export function channelPicker(board, commands, card) {
  const terms = board.definitions.terms("channels");
  const select = h("select", { class: "cx-ask-channel", disabled: board.readonly, "aria-label": `Channel of ${card.title}`, dataset: { key: `ch.${card.id}` }, onchange: () => commands.setChannel([card.id], select.value || null) },
    h("option", { value: "" }, "No channel"), terms.map((/** @type {any} */ t) => h("option", { value: t.key, selected: t.key === card.channel }, t.label)));
  return select;
}

/** Touchpoints are pressed in the order in which they are used. @param {any} guide @returns {Part} */
export function combinationBody(guide) {
  const { board, commands, stage } = guide;
  /** @type {string[]} */
  let chosen = [];
  /** @type {any} */ let last = null;
  const hint = h("p", { class: "cx-hint" });
  const list = cardList(guide, (card) => {
    const at = chosen.indexOf(card.id);
    return h("button", {
      class: "cx-ask-order", type: "button", disabled: board.readonly, "aria-pressed": String(at >= 0), dataset: { key: `use.${card.id}` },
      "aria-label": at < 0 ? `${card.title}: used next` : `${card.title}: used as number ${at + 1}`,
      onclick: () => {
        chosen = at < 0 ? [...chosen, card.id] : chosen.filter((id) => id !== card.id);
        update(last);
      },
    }, at < 0 ? "+" : at + 1);
  }, (card) => String(chosen.indexOf(card.id)));
  const links = h("ul", { class: "cx-ask-links", "aria-label": "Hand-overs" });
  /** @param {any} facts */
  function update(facts) {
    last = facts;
    const here = new Set(facts.touchpoints.map((/** @type {any} */ card) => card.id));
    chosen = chosen.filter((id) => here.has(id));
    list.update(facts.touchpoints);
    const n = facts.touchpoints.length;
    text(hint, n === 0 ? "There are no touchpoints here yet: answer the question before." : n === 1 ? "There is one touchpoint here, so there is nothing to combine." : "Press the touchpoints in the order in which customers use them. Each hands over to the next.");
    const words = facts.links.map((/** @type {any} */ link) => `${board.replica.get("card", link.start)?.title} → ${board.replica.get("card", link.end)?.title}`);
    if (links.dataset.sign !== words.join("|")) {
      links.dataset.sign = words.join("|");
      fresh(links, words.map((/** @type {string} */ line) => h("li", { dir: "auto" }, line)));
    }
    links.hidden = !words.length;
  }
  return {
    nodes: [hint, list.el, links],
    update,
    submit() {
      if (chosen.length === 1) return "Press at least two touchpoints.";
      const made = commands.combine(stage, chosen);
      if (made.length) board.announce(counted(made.length, "hand-over", "hand-overs"));
      chosen = [];
      return "";
    },
    get first() {
      return list.el.querySelector(".cx-ask-order");
    },
  };
}

/** What the cards rest on. @param {any} guide @returns {Part} */
export function dataBody(guide) {
  const { board, commands, stage } = guide;
  const id = uid("cx-ask");
  const quote = h("textarea", { class: "cx-input cx-long", id, rows: 2, maxlength: 4000, placeholder: "Six of nine families said so", autocomplete: "off" });
  draft(guide, quote);
  const kind = picker("Source");
  kind.options(board.definitions.terms("source_kinds").map((/** @type {any} */ t) => [t.key, t.label]));
  const source = () => (quote.value.trim() ? { kind: kind.select.value, quote: quote.value.trim(), date: today(new Date()) } : null);
  const mark = (/** @type {any} */ card, /** @type {string} */ status) => h("button", {
    class: "cx-ask-evidence", type: "button", disabled: board.readonly, dataset: { key: `${status}.${card.id}` }, title: board.label("evidence", status), "aria-label": `${card.title}: ${board.label("evidence", status)}`,
    onclick: () => {
      commands.support(stage, [card.id], status, source());
      board.announce(`${card.title}: ${board.label("evidence", status)}`);
    },
  }, evidenceMark(status, 20));
  const list = cardList(guide, (card) => h("span", { class: "cx-ask-pair" }, mark(card, "observed"), mark(card, "measured")));
  const hint = h("p", { class: "cx-hint" });
  const over = h("div", { class: "cx-ask-over", "aria-hidden": "true" }, ["observed", "measured"].map((status) => h("span", null, board.label("evidence", status))));
  return {
    nodes: [hint, h("div", { class: "cx-field", hidden: board.readonly }, h("label", { class: "cx-label", for: id }, "Where do we know it from?"), quote, kind.el), over, list.el],
    update(facts) {
      over.hidden = !facts.assumed.length || board.readonly;
      text(hint, facts.assumed.length ? `${counted(facts.assumed.length, "card")} of ${facts.cards.length} still assumed. Press what was observed or measured; the quote goes with it.`
        : facts.cards.length ? "Nothing here is only assumed." : "There are no cards here yet.");
      list.update(facts.assumed);
    },
    submit() {
      if (!quote.value.trim()) return "";
      return "Press Observed or Measured at the card that this is a source of.";
    },
    first: quote,
  };
}

/** How it feels, at a card or as a point of its own. @param {any} guide @returns {Part} */
export function emotionsBody(guide) {
  const { board, commands, stage } = guide;
  const replica = board.replica;
  const who = picker("Who");
  const where = picker("Where");
  const id = uid("cx-ask");
  const word = h("input", { class: "cx-input", id, type: "text", maxlength: 60, placeholder: "relieved", autocomplete: "off" });
  draft(guide, word);
  let value = /** @type {number | null} */ (null);
  const choose = (/** @type {number | null} */ v) => {
    value = v;
    guide.problem("");
    chips.forEach((/** @type {HTMLElement} */ chip, /** @type {number} */ i) => {
      set(chip, "aria-checked", String(i - 3 === v));
      chip.tabIndex = (v ?? 0) === i - 3 ? 0 : -1;
    });
  };
  const chips = [-3, -2, -1, 0, 1, 2, 3].map((v) => h("button", {
    class: "cx-ask-chip", type: "button", role: "radio", "aria-label": showValue(v), onclick: () => choose(v),
    onkeydown: (/** @type {KeyboardEvent} */ e) => {
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[e.key];
      if (!by) return;
      e.preventDefault();
      const to = Math.max(-3, Math.min(3, v + by));
      choose(to);
      chips[to + 3].focus();
    },
  }, face(v, 22), h("span", null, showValue(v))));
  choose(null);
  const feelings = (/** @type {any} */ card) => replica.feelingsOf(card.id).map((/** @type {any} */ f) => `${replica.get("persona", f.persona)?.name ?? ""} ${showValue(f.value)}${f.word ? ` ${f.word}` : ""}${f.source === "reported" ? " (reported)" : ""}`).join("; ");
  const list = cardList(guide, (card) => h("small", { class: "cx-ask-felt" }, feelings(card)), feelings);
  const persona = () => who.select.value || board.persona();
  return {
    nodes: [list.el, h("div", { hidden: board.readonly }, who.el, where.el,
      h("div", { class: "cx-field" }, h("span", { class: "cx-label", id: `${id}-v` }, "How it feels"), h("div", { class: "cx-ask-chips", role: "radiogroup", "aria-labelledby": `${id}-v` }, chips)),
      h("div", { class: "cx-field" }, h("label", { class: "cx-label", for: id }, "In a word"), word))],
    update(facts) {
      list.update(facts.felt);
      const here = replica.list("traveller").map((/** @type {any} */ t) => replica.get("persona", t.persona)).filter(Boolean);
      who.options(here.map((/** @type {any} */ p) => [p.id, p.name]));
      who.el.hidden = here.length < 2;
      const felt = new Set(facts.felt.filter((card) => replica.feelingsOf(card.id).some((/** @type {any} */ f) => f.persona === persona() && f.source === "predicted")).map((card) => card.id));
      const cards = facts.cards.filter((card) => FELT.has(replica.get("lane", card.lane)?.kind));
      where.options([["", "A new point on the curve"], ...cards.map((card) => /** @type {[string, string]} */ ([card.id, `${felt.has(card.id) ? "✓ " : ""}${card.title}`]))]);
    },
    submit() {
      const marked = parseMarks(word.value, { bare: true });
      const feels = value ?? marked.feeling;
      if (feels === null) return marked.title ? "Choose how it feels, from −3 to +3." : "";
      const card = where.select.value;
      if (card && replica.get("card", card)) commands.setFeeling(card, persona(), feels, marked.title || undefined);
      else commands.answerFeeling(stage, feels, marked.title, persona());
      board.announce(`${showValue(feels)} ${marked.title}`);
      word.value = "";
      choose(null);
      return "";
    },
    first: chips[3],
  };
}

/** Lanes whose cards are felt by the customer. */
const FELT = new Set(["evidence", "action", "touchpoint", "thought", "emotion", "pain", "moment", "frontstage"]);

/** Which team has which part. @param {any} guide @returns {Part} */
export function peopleBody(guide) {
  const { board, commands, stage } = guide;
  const { replica } = board;
  const id = uid("cx-ask");
  const name = h("input", { class: "cx-input", id, type: "text", maxlength: 120, placeholder: "Booking", autocomplete: "off", list: `${id}-list` });
  draft(guide, name);
  const known = h("datalist", { id: `${id}-list` });
  const where = picker("At");
  const part = picker("Part");
  part.options(board.definitions.terms("raci").map((/** @type {any} */ t) => [t.key, `${t.label}: ${t.meaning}`]));
  let free = /** @type {string[]} */ ([]);
  let all = /** @type {string[]} */ ([]);
  const at = () => (where.select.value === "free" ? free : where.select.value === "all" ? all : [where.select.value]);
  const suggest = () => (part.select.value = at().some((card) => replica.under("assignment", "card", card).some((/** @type {any} */ a) => a.part === "accountable")) ? "responsible" : "accountable");
  where.select.addEventListener("change", suggest);
  const teams = (/** @type {any} */ card) => replica.under("assignment", "card", card.id).map((/** @type {any} */ a) => `${replica.get("team", a.team)?.name ?? ""} (${a.part[0].toUpperCase()})`).join(", ");
  const list = cardList(guide, (card) => h("small", { class: "cx-ask-felt" }, teams(card) || "Nobody yet"), teams);
  const inside = cardList(guide);
  const hint = h("p", { class: "cx-hint" });
  let chosen = false;
  return {
    nodes: [hint, list.el, inside.el, h("div", { hidden: board.readonly },
      h("div", { class: "cx-field" }, h("label", { class: "cx-label", for: id }, "Team or partner"), name, known), where.el, part.el)],
    update(facts) {
      list.update(facts.touchpoints);
      inside.update(facts.insiders);
      all = facts.touchpoints.map((card) => card.id);
      free = all.filter((card) => !replica.under("assignment", "card", card).length);
      where.options([
        ...(free.length ? [/** @type {[string, string]} */ (["free", free.length === 1 ? "The touchpoint without a team" : `All ${free.length} touchpoints without a team`])] : []),
        ...(all.length > 1 ? [/** @type {[string, string]} */ (["all", `All ${all.length} touchpoints`])] : []),
        ...facts.touchpoints.map((card) => /** @type {[string, string]} */ ([card.id, card.title])),
        ...facts.insiders.map((card) => /** @type {[string, string]} */ ([card.id, card.title])),
      ]);
      if (!chosen) suggest();
      chosen = true;
      const none = !facts.touchpoints.length && !facts.insiders.length;
      text(hint, none ? "There are no touchpoints here yet: name them first, then say who is there." : "Each touchpoint has one team that answers for it (A); others do the work (R), are asked (C) or told (I).");
      const names = replica.list("team").map((/** @type {any} */ t) => t.name);
      if (known.dataset.sign !== names.join("|")) {
        known.dataset.sign = names.join("|");
        fresh(known, names.map((/** @type {string} */ n) => h("option", { value: n })));
      }
    },
    submit() {
      if (!name.value.trim()) return "";
      const cards = at().filter((card) => replica.get("card", card));
      if (!cards.length) return "There is no touchpoint to have a team at: answer question 2 first.";
      commands.involve(stage, cards, name.value, part.select.value);
      board.announce(`${name.value.trim()}: ${counted(cards.length, "touchpoint")}`);
      name.value = "";
      return "";
    },
    first: name,
  };
}

/** Where roles fall apart, and what was agreed about it. @param {any} guide @returns {Part} */
export function disconnectsBody(guide) {
  const { board, commands, stage, question } = guide;
  const id = uid("cx-ask");
  const agreed = h("textarea", { class: "cx-input cx-long", id, rows: 2, maxlength: 400, placeholder: "Booking keeps the file until the visit", autocomplete: "off" });
  draft(guide, agreed);
  let why = /** @type {Map<string, string>} */ (new Map());
  const list = cardList(guide, (card) => h("small", { class: "cx-ask-why" }, why.get(card.id) ?? ""), (card) => why.get(card.id) ?? "");
  const hint = h("p", { class: "cx-hint" });
  return {
    nodes: [hint, list.el, h("div", { class: "cx-field", hidden: board.readonly }, h("label", { class: "cx-label", for: id }, "What we agree on"), agreed)],
    update(facts) {
      const found = ranked(disconnects(board.replica)).filter((d) => d.stage === stage);
      why = new Map(found.map((d) => [d.card, `${d.strong ? "Strong. " : ""}${sentenceOf(d)}`]));
      list.update(found.map((d) => board.replica.get("card", d.card)).filter(Boolean));
      text(hint, found.length ? `${counted(found.length, "disconnect")} here. Talk it through, then write down what you agree on.`
        : facts.touchpoints.length ? "Every touchpoint here has one owner, and it stays the same. Does everybody see it that way?" : "There are no touchpoints here yet.");
    },
    submit() {
      const note = agreed.value.trim();
      if (!note) return "";
      commands.nothing(stage, question, note);
      agreed.value = "";
      return "";
    },
    first: agreed,
  };
}
