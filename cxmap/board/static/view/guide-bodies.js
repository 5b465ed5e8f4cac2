// @ts-check
/** What stands under a question of the guide while it is asked: what the stage says already, and what takes an answer. */
import { parseDuration, readLines } from "../model/guide-lines.js";
import { showValue } from "./curve.js";
import { writingControl } from "./controls.js";
import { fresh, h, text, uid } from "./dom.js";
import { fieldOf } from "./forms.js";
import { channelPicker, combinationBody, dataBody, disconnectsBody, emotionsBody, peopleBody } from "./guide-more.js";
import { cardList, draft } from "./guide-parts.js";
import { duration } from "./headers.js";
import { icon, pips, star } from "./icons.js";

/** @typedef {import("../model/guide.js").Facts} Facts */
/**
 * The body of a question. `update` brings it up to date without touching what is being typed; `submit` writes the answer and
 * gives "" or one sentence on what is wrong with it; `flush` writes what waits in a field of the map.
 * @typedef {{nodes: Node[], update: (facts: Facts) => void, submit: () => string, first: HTMLElement | null, flush?: () => void}} Body
 */
/** What a body is made of: its own part, before the buttons that all have. @typedef {Body & {own?: boolean}} Part */

/** @param {any} guide @param {string} question @returns {Body} */
export function bodyOf(guide, question) {
  const { board, commands, stage } = guide;
  const { readonly } = board;
  const part = PARTS[question](guide);
  const problem = h("p", { class: "cx-problem", role: "alert", hidden: true });
  const reason = h("input", { class: "cx-input", type: "text", maxlength: 400, placeholder: "Why? (may stay empty)", "aria-label": "Why there is nothing to add", autocomplete: "off" });
  const why = h("div", { class: "cx-nothing-why", hidden: true, dataset: { own: "" } }, reason, h("button", { class: "cx-button", type: "button", onclick: () => nothing() }, "Save"));
  const nothing = () => {
    commands.nothing(stage, question, reason.value.trim());
    board.announce("Nothing to add.");
    guide.next();
  };
  reason.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
    if (e.isComposing) return;
    if (e.key === "Enter") {
      e.preventDefault();
      nothing();
    } else if (e.key === "Escape") {
      e.preventDefault();
      e.stopPropagation();
      why.hidden = true;
      none.focus();
    }
  });
  const none = h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => {
    why.hidden = !why.hidden;
    if (!why.hidden) reason.focus();
  } }, "Nothing to add");
  const again = h("button", { class: "cx-button cx-quiet", type: "button", hidden: true, onclick: () => {
    commands.something(stage, question);
    board.toast("The question is open again.", board.undoLast());
  } }, "Ask again");
  const answer = h("button", { class: "cx-button cx-primary", type: "button", onclick: () => guide.answer() }, "Done");
  const buttons = h("div", { class: "cx-ask-buttons", hidden: readonly }, answer, none, again);
  return {
    ...part,
    get first() {
      return readonly ? null : part.first; // may come only with what the stage says
    },
    nodes: [...part.nodes, problem, buttons, why],
    update(facts) {
      part.update(facts);
      const said = facts.nothing.get(question);
      none.hidden = Boolean(said);
      again.hidden = !said;
      if (said) why.hidden = true;
    },
  };
}

/**
 * A field for several lines, one card each, and what they will become.
 * @param {any} guide @param {{kind: string, label: string, hint: string, placeholder: string, channels?: boolean, extra?: {el: HTMLElement, apply: (line: any) => any}}} of
 */
function linesPart(guide, { kind, label, hint, placeholder, channels = false, extra }) {
  const { board, commands } = guide;
  const { stage, question } = guide;
  const id = uid("cx-ask");
  const terms = channels ? board.definitions.terms("channels") : [];
  const input = h("textarea", { class: "cx-input cx-long cx-ask-lines", id, rows: 2, placeholder, "aria-describedby": `${id}-hint`, autocomplete: "off", maxlength: 4000 });
  const preview = h("ul", { class: "cx-ask-preview", "aria-live": "polite" });
  const lines = () => readLines(input.value, terms).map((line) => (extra ? extra.apply(line) : line));
  const look = () => {
    const read = lines();
    preview.hidden = !read.some(({ feeling, severity, moment, channel }) => feeling !== null || severity || moment || channel);
    fresh(preview, preview.hidden ? [] : read.map((line) => h("li", null, h("span", { dir: "auto" }, line.title),
      line.channel && h("b", null, board.label("channels", line.channel)), line.severity && pips(line.severity, 10), line.moment && star(12),
      line.feeling !== null && h("b", null, showValue(line.feeling)))));
  };
  draft(guide, input);
  input.addEventListener("input", look);
  extra?.el.addEventListener("change", look);
  look();
  return {
    input,
    node: h("div", { class: "cx-field", hidden: board.readonly }, h("label", { class: "cx-label", for: id }, label), input, h("p", { class: "cx-hint", id: `${id}-hint` }, hint), preview, extra?.el ?? null),
    submit() {
      const read = lines();
      if (!read.length && input.value.trim()) return "Write some words before the marks.";
      const made = commands.answerLines(stage, kind, read, { question, persona: board.persona() });
      if (made.length) board.announce(made.length === 1 ? `Added: ${read[0].title}` : `${made.length} cards added`);
      input.value = "";
      look();
      return "";
    },
  };
}

/** @type {Record<string, (guide: any) => Part>} */
const PARTS = {
  goal(guide) {
    const { board, commands, stage } = guide;
    const control = writingControl({ field: { ...fieldOf(board, "stage", "goal"), label: "What the customer wants to get done" }, readonly: board.readonly, write: (value, was) => commands.setGoal(stage, value, was) });
    return { nodes: [control.el], update: (facts) => control.update(facts.stage.goal), flush: control.flush, submit: () => (control.flush(), ""), first: control.el.querySelector("input") };
  },

  questions(guide) {
    const list = cardList(guide);
    const part = linesPart(guide, { kind: "thought", label: "What they ask or think, in their own words", placeholder: "Have they forgotten us?", hint: "Enter answers, Shift+Enter starts another line." });
    return { nodes: [list.el, part.node], update: (facts) => list.update(facts.thoughts), submit: part.submit, first: part.input };
  },

  duration(guide) {
    const { board, commands, stage } = guide;
    const id = uid("cx-ask");
    const input = h("input", { class: "cx-input", id, type: "text", placeholder: "3 weeks, 45 min, 1.5 h", autocomplete: "off", "aria-describedby": `${id}-hint` });
    draft(guide, input);
    const now = h("p", { class: "cx-hint", id: `${id}-hint` });
    const clear = h("button", { class: "cx-clear", type: "button", hidden: true, onclick: () => {
      commands.setDuration(stage, null);
      board.toast("The duration is taken away.", board.undoLast());
    } }, "Take it away");
    return {
      nodes: [h("div", { class: "cx-field" }, h("label", { class: "cx-label", for: id }, "How long, waiting included"), h("div", { hidden: board.readonly }, input), now, clear)],
      update(facts) {
        const words = duration(facts.stage, board.label);
        text(now, words ? `On the map: ${words}` : "A number and a unit, from minutes to years.");
        clear.hidden = !words || board.readonly;
      },
      submit() {
        if (!input.value.trim()) return "";
        const length = parseDuration(input.value);
        if (!length) return "Write a number and a unit: 3 weeks, 45 min, 1.5 h.";
        commands.setDuration(stage, length);
        input.value = "";
        return "";
      },
      first: input,
    };
  },

  channels(guide) {
    const { board, commands } = guide;
    const list = cardList(guide, (card) => channelPicker(board, commands, card), (card) => card.channel ?? "");
    const part = linesPart(guide, { kind: "touchpoint", channels: true, label: "Touchpoints, each with its channel", placeholder: "Call to ask, phone", hint: "A comma and the channel end a line. Enter answers, Shift+Enter starts another line." });
    return { nodes: [list.el, part.node], update: (facts) => list.update(facts.touchpoints), submit: part.submit, first: part.input };
  },

  combination: combinationBody,
  data: dataBody,
  emotions: emotionsBody,

  weaknesses(guide) {
    const { board, commands } = guide;
    const severity = (/** @type {any} */ card) => h("button", {
      class: "cx-ask-sev", type: "button", disabled: board.readonly, dataset: { key: `sev.${card.id}` }, title: "Severity: press to change",
      "aria-label": `Severity of ${card.title}: ${["none", "low", "medium", "high"][card.severity ?? 0]}. Press to change.`,
      onclick: () => commands.setSeverity([card.id], ((card.severity ?? 0) + 1) % 4),
    }, pips(card.severity));
    const list = cardList(guide, severity, (card) => String(card.severity));
    const select = h("select", { class: "cx-input" }, [["", "Not rated"], ...board.definitions.terms("severities").map((/** @type {any} */ t) => [t.key, t.label])].map(([key, label]) => h("option", { value: key }, label)));
    const apply = (/** @type {any} */ line) => (line.severity || !select.value ? line : { ...line, severity: Number(select.value) });
    const part = linesPart(guide, {
      kind: "pain", label: "What hurts, or needs improvement", placeholder: "Nobody calls back !!", hint: "End a line with !, !! or !!! for how much it hurts.",
      extra: { el: h("label", { class: "cx-ask-inline" }, "How much it hurts", h("span", { class: "cx-select" }, select, icon("down", 15))), apply },
    });
    return { nodes: [list.el, part.node], update: (facts) => list.update(facts.pains), submit: part.submit, first: part.input };
  },

  moments(guide) {
    const { board, commands } = guide;
    const toggle = (/** @type {any} */ card) => h("button", {
      class: "cx-ask-star", type: "button", disabled: board.readonly, "aria-pressed": String(Boolean(card.moment)), dataset: { key: `star.${card.id}` },
      "aria-label": `${card.title}: moment of truth`, title: "Moment of truth, on or off", onclick: () => commands.toggleMoment([card.id]),
    }, star(16));
    const list = cardList(guide, toggle, (card) => String(card.moment));
    const hint = h("p", { class: "cx-hint" });
    const part = linesPart(guide, { kind: "touchpoint", channels: true, label: "Another contact that decides", placeholder: "First call to the office, phone", hint: "It becomes a touchpoint with a star.", extra: { el: h("span", { hidden: true }), apply: (line) => ({ ...line, moment: line.moment ?? "make_or_break" }) } });
    return {
      nodes: [hint, list.el, part.node],
      update(facts) {
        const own = new Set([...facts.touchpoints, ...facts.moments].map((card) => card.id));
        list.update(facts.cards.filter((card) => own.has(card.id)));
        text(hint, own.size ? "Put a star on the contacts that decide whether the customer stays." : "There are no touchpoints here yet.");
      },
      submit: part.submit,
      first: part.input,
    };
  },

  people: peopleBody,
  disconnects: disconnectsBody,
};
