// @ts-check
/** The inspector's forms: which controls a card, several cards, a stage, a lane or the journey have, made from the record definitions. */
import { choiceControl, evidenceControl, segmentControl, severityControl, writingControl } from "./controls.js";
import { h } from "./dom.js";
import { feelingFields } from "./feelings-form.js";
import { channelIcon, laneIcon } from "./icons.js";
import { MIXED } from "./mixed.js";
import { cardFields, common, kindsOf } from "./subject.js";

/** @typedef {import("./subject.js").Subject} Subject */
/** A form: its elements, and what brings every control up to date or writes what is still unwritten. @typedef {{nodes: Node[], more: Node[], update: () => void, flush: () => void, first: import("./controls.js").Control}} Form */

/** The definition of a field. @param {any} board @param {string} type @param {string} name */
export function fieldOf(board, type, name) {
  return board.definitions.records[type].fields.find((/** @type {any} */ f) => f.name === name);
}

/** The terms of a vocabulary list. @param {any} board @param {string} list @returns {{key: string, label: string, meaning: string}[]} */
export function termsOf(board, list) {
  return board.definitions.vocabulary[list] ?? [];
}

/** A stage as people call it: its number and name. @param {any} stage @param {number} index */
function stageName(stage, index) {
  return `${index + 1} ${stage.name || "Stage"}`;
}

/** A lane's own name, or its kind's. @param {any} board @param {any} lane */
export function laneName(board, lane) {
  return lane.name || (termsOf(board, "lane_kinds").find((t) => t.key === lane.kind)?.label ?? lane.kind);
}

/**
 * Build the form of a subject.
 * @param {any} board @param {Subject} subject
 * @returns {Form}
 */
export function buildForm(board, subject) {
  const { type, ids } = subject;
  const { replica, session, commands, readonly } = board;
  const records = () => ids.map((id) => replica.get(type, id)).filter(Boolean);
  /** @type {{control: import("./controls.js").Control, read: () => any}[]} */
  const parts = [];

  /**
   * Write one field of every record of the subject, as one change. Where all of them were deleted while it was being typed, the
   * server says so, and the text goes to its author's unsaved ones.
   * @param {string} name @param {any} value @param {any} was
   */
  const write = (name, value, was) => {
    const here = records();
    const edits = (here.length ? here : ids.map((id) => ({ id }))).map((/** @type {any} */ record) => ({
      op: "patch", type, id: record.id, fields: { [name]: value }, was: { [name]: was === MIXED ? (record[name] ?? null) : was },
    }));
    session.commit(edits);
  };
  /** @template {import("./controls.js").Control} C @param {C} control @param {() => any} read @returns {C} */
  const put = (control, read) => {
    parts.push({ control, read });
    control.update(read());
    return control;
  };
  const spec = (/** @type {string} */ name, /** @type {((value: any, was: any) => void)} */ to = (value, was) => write(name, value, was)) => ({
    field: fieldOf(board, type, name), readonly, write: to,
  });
  const plain = (/** @type {string} */ name) => put(writingControl(spec(name)), () => common(records(), name));
  const pick = (/** @type {string} */ name, /** @type {any} */ more = {}) => put(choiceControl({ ...spec(name), ...more }), () => common(records(), name));

  /** @type {Record<string, () => {nodes: Node[], more: Node[]}>} */
  const forms = {
    card: () => cardForm(),
    stage: () => ({
      nodes: [plain("name").el, plain("goal").el, two(plain("duration").el, pick("duration_unit").el), plain("note").el],
      more: [],
    }),
    lane: () => ({ nodes: [named().el, pick("kind", { mark: (/** @type {string | null} */ key) => laneIcon(key ?? "custom", 15) }).el], more: [] }),
    journey: () => journeyForm(),
  };

  /** A lane without a name is called after its kind: show that where the name would stand. */
  function named() {
    const control = plain("name");
    const input = control.el.querySelector("input");
    const lane = records()[0];
    if (input && lane) input.placeholder = laneName(board, { ...lane, name: "" });
    return control;
  }

  function cardForm() {
    const many = ids.length > 1;
    const title = many ? null : plain("title");
    const end = (/** @type {string} */ stage, /** @type {string} */ lane) => replica.cell(stage, lane).filter((/** @type {any} */ c) => !ids.includes(c.id)).length;
    /** @param {"stage" | "lane"} axis */
    const place = (axis) => {
      const list = () => replica.list(axis).map((/** @type {any} */ r, /** @type {number} */ i) => ({ key: r.id, label: axis === "stage" ? stageName(r, i) : laneName(board, r) }));
      const move = (/** @type {string} */ to) => {
        const cards = records();
        const same = cards.every((c) => c.stage === cards[0].stage && c.lane === cards[0].lane);
        if (same) {
          const where = { stage: cards[0].stage, lane: cards[0].lane, [axis]: to };
          return commands.moveCards(ids, { ...where, index: end(where.stage, where.lane) });
        }
        // Cards from several cells keep their other coordinate; each takes its place by the order it has.
        session.commit(cards.map((c) => ({ op: "patch", type: "card", id: c.id, fields: { [axis]: to }, was: { [axis]: c[axis] } })));
      };
      const control = choiceControl({ ...spec(axis, move), options: list(), none: null });
      const update = control.update;
      control.update = (value) => {
        control.options(list());
        update(value);
      };
      return put(control, () => common(records(), axis));
    };
    const filled = (/** @type {string} */ name) =>
      name === "feeling" ? ids.some((id) => replica.feelingsOf(id).length > 0) : records().some((r) => r[name] !== null && r[name] !== undefined);
    const { first, more } = cardFields(kindsOf(replica, ids), filled);
    /** @type {Record<string, () => Node[]>} */
    const make = {
      channel: () => [put(choiceControl({ ...spec("channel", (v) => commands.setChannel(ids, v)), mark: (key) => (key ? channelIcon(key, 15) : null) }), () => common(records(), "channel")).el],
      severity: () => [put(severityControl({ ...spec("severity", (v) => commands.setSeverity(ids, v ?? 0)), terms: termsOf(board, "severities") }), () => common(records(), "severity")).el],
      evidence: () => [put(evidenceControl(spec("evidence", (v) => commands.setEvidence(ids, v))), () => common(records(), "evidence")).el],
      moment: () => [pick("moment").el],
      feeling: () => (many ? [] : feelingFields(board, ids[0], { fieldOf: (type, name) => fieldOf(board, type, name), put })),
    };
    const nodes = [title?.el, two(place("lane").el, place("stage").el), ...first.flatMap((name) => make[name]()), plain("note").el];
    return { nodes: /** @type {Node[]} */ (nodes.filter(Boolean)), more: more.flatMap((name) => make[name]()) };
  }

  function journeyForm() {
    const state = fieldOf(board, "journey", "state");
    const options = (state.choices ?? []).map((/** @type {any} */ c) => ({ key: c.key, label: c.label, mark: null, title: c.meaning }));
    const others = (board.host.journeys ?? []).filter((/** @type {any} */ j) => j.id !== ids[0] && j.state === "as_is").map((/** @type {any} */ j) => ({ key: j.id, label: j.title }));
    const answer = others.length && records()[0]?.state === "to_be" ? pick("as_is", { options: others }) : null;
    return {
      nodes: [
        plain("title").el, plain("point_of_view").el,
        put(segmentControl({ ...spec("state"), options, className: "cx-two" }), () => common(records(), "state")).el,
        ...(answer ? [answer.el] : []),
        two(plain("reviewed").el, plain("review_due").el), plain("note").el,
      ],
      more: [],
    };
  }

  const { nodes, more } = forms[type]();
  return {
    nodes,
    more,
    first: parts[0].control,
    update: () => parts.forEach(({ control, read }) => records().length && control.update(read())),
    flush: () => parts.forEach(({ control }) => control.flush()),
  };
}

/** Two fields side by side. @param {...Node} fields */
function two(...fields) {
  return h("div", { class: "cx-two-fields" }, fields);
}
