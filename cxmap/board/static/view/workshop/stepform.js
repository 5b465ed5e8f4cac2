// @ts-check
/** A step's fields, edited where it stands in the run sheet: what it asks, how long, which lanes it opens, what the projector shows. */
import { editStep, openKinds } from "../../model/workshop.js";
import { LANE_KINDS } from "../../model/vocabulary.js";
import { choiceControl, writingControl } from "../controls.js";
import { h, set } from "../dom.js";
import { laneIcon } from "../icons.js";
import { toggle } from "./bits.js";
import { askedAbout } from "./kinds.js";

/**
 * @param {import("./part.js").Workshop} part @param {string} id of the step
 * @returns {{el: HTMLElement, update: (step: any) => void, flush: () => void, focus: () => void}}
 */
export function stepForm(part, id) {
  const { board } = part;
  /** @param {string} name @param {any} value @param {any} [was] */
  const write = (name, value, was) => {
    const { replica } = part.session;
    // one that was deleted while it was being typed: the server says so, and keeps the text for its author
    const edits = replica.get("step", id) ? editStep(replica, id, { [name]: value }) : [{ op: "patch", type: "step", id, fields: { [name]: value } }];
    part.do(edits.map((edit) => (was === undefined ? edit : { ...edit, was: { [name]: was } })), "Edit a step");
  };
  const spec = (/** @type {string} */ name, label = "") => {
    const field = board.definitions.field("step", name);
    return { field: label ? { ...field, label } : field, readonly: false, write: (/** @type {any} */ value, /** @type {any} */ was) => write(name, value, was) };
  };
  const persona = choiceControl({ ...spec("persona"), options: [], none: "The leading one" });
  /** @type {Record<string, import("../controls.js").Control>} */
  const controls = {
    title: writingControl(spec("title")),
    prompt: writingControl(spec("prompt")),
    minutes: writingControl(spec("minutes")),
    kind: choiceControl(spec("kind")),
    view: choiceControl({ ...spec("view"), none: "As its kind" }),
    about: choiceControl({ ...spec("about"), none: "As its kind" }),
    votes: writingControl(spec("votes", "Votes each")),
    scope: choiceControl({ ...spec("scope"), none: null }),
    persona,
  };
  const lanes = LANE_KINDS.filter((kind) => kind !== "kpi").map((kind) => {
    const input = h("input", { type: "checkbox", onchange: () => turn(kind, input.checked) });
    return { kind, input, el: h("label", { class: "cx-check cx-ws-kind" }, input, laneIcon(kind, 14), h("span", null, board.label("lane_kinds", kind))) };
  });
  const turn = (/** @type {string} */ kind, /** @type {boolean} */ on) => {
    const open = openKinds(part.session.replica.get("step", id) ?? null);
    const now = LANE_KINDS.filter((k) => (k === kind ? on : open.includes(k)));
    write("lanes", now.join(" "), open.join(" "));
  };
  const alone = toggle("Private", "Each writes alone until the reveal.", (on) => write("private", on ? "on" : null));
  const asked = h("div", { class: "cx-two-fields" }, controls.votes.el, controls.scope.el);
  const el = h("div", { class: "cx-ws-form" },
    controls.title.el, controls.prompt.el, h("div", { class: "cx-two-fields" }, controls.minutes.el, controls.kind.el), controls.view.el,
    h("fieldset", { class: "cx-ws-kinds" }, h("legend", null, "Lanes that it opens to participants"), lanes.map((lane) => lane.el)),
    controls.about.el, asked, controls.persona.el, alone.el);
  return {
    el,
    update(step) {
      const travellers = board.replica.list("traveller").map((/** @type {any} */ t) => board.replica.get("persona", t.persona)).filter(Boolean);
      persona.options(travellers.map((/** @type {any} */ p) => ({ key: p.id, label: p.name })));
      for (const [name, control] of Object.entries(controls)) control.update(name === "scope" ? (step.scope ?? "map") : step[name]);
      const open = openKinds(step);
      for (const lane of lanes) set(lane.input, "checked", open.includes(lane.kind));
      controls.about.el.hidden = !askedAbout(step.kind);
      asked.hidden = step.kind !== "vote";
      persona.el.hidden = step.kind !== "rate" || travellers.length < 2;
      alone.el.hidden = askedAbout(step.kind);
      alone.update(step.private === "on");
    },
    flush: () => Object.values(controls).forEach((control) => control.flush()),
    focus: () => controls.title.focus(),
  };
}
