// @ts-check
/** Paths between stages: back to repeat, ahead to skip, for everybody or for a persona or channel. */
import { newId } from "../model/ids.js";
import { keysAt } from "../model/places.js";
import { asAllowed, frameFixed } from "./allowed.js";
import { focused, h, text } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu, openPopover } from "./menu.js";
import { PathBand, stageName } from "./path-band.js";
import { pair, recordFields } from "./record-fields.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export function paths(board) {
  const band = new PathBand(board);

  const stages = () => board.replica.list("stage").map((/** @type {any} */ stage, /** @type {number} */ i) => ({ key: stage.id, label: `${i + 1} ${stage.name || "Stage"}` }));
  const people = () => board.replica.list("persona").map((/** @type {any} */ persona) => ({ key: persona.id, label: persona.name }));

  /** @param {string} id @param {"start" | "end"} other which end can be chosen */
  function fieldsOf(id, other) {
    const fields = recordFields(board, "path", [id], [
      { name: other, options: stages, none: null }, { name: "persona", options: people, none: "Anybody" },
      { name: "channel", none: "Any" }, { name: "share", label: "Share, %" }, { name: "label" },
    ], "Change a path");
    fields.update();
    return { ...fields, nodes: [pair(fields.el[other], fields.el.persona), pair(fields.el.channel, fields.el.share), fields.el.label] };
  }

  /** @param {string} start @param {string} end */
  function add(start, end) {
    const id = newId();
    const [order] = keysAt(board.replica.list("path"), null, 1);
    board.session.commit([{ op: "put", type: "path", id, fields: { journey: board.session.journey, start, end, order } }], { label: "Add a path" });
    board.announce(band.nameOf(board.replica.get("path", id)));
    board.selection.set({ kind: "stage", id: start });
    board.focusTarget();
    if (board.inspector.isOpen && !board.sides.active) board.inspector.sections.reveal("paths");
  }

  /** @param {string} id */
  function remove(id) {
    if (!board.replica.get("path", id) || board.readonly || board.refuses("frame")) return;
    board.session.commit([{ op: "delete", type: "path", id }], { label: "Remove a path" });
    board.toast("Path removed", board.undoLast());
  }

  /** Choose where a path leads. @param {HTMLElement} anchor @param {string} start */
  function choose(anchor, start) {
    const items = board.replica.list("stage").map((/** @type {any} */ stage, /** @type {number} */ i) => ({
      label: `${i + 1} ${stage.name || "Stage"}`, hint: stage.id === start ? "again" : "", run: () => add(start, stage.id),
    }));
    openMenu(board, anchor, [{ heading: `Path from ${stageName(board, start)} to` }, ...items], { label: "Path to" });
  }

  /** @param {HTMLElement} anchor @param {string} id @param {{x: number, y: number}} [at] */
  function edit(anchor, id, at) {
    const record = board.replica.get("path", id);
    if (!record) return;
    const fields = asAllowed(board, ["frame"], () => fieldsOf(id, "end"));
    const head = h("p", { class: "cx-conn-title", tabindex: -1 }, icon("path", 15), h("b", null, `From ${stageName(board, record.start)}`));
    const gone = h("button", { class: "cx-button cx-quiet cx-danger", type: "button", onclick: () => drop() }, icon("trash"), "Remove the path");
    const off = board.session.on("records", () => (board.replica.get("path", id) ? fields.update() : popover?.close()));
    const popover = openPopover(board, anchor, [head, ...fields.nodes, ...(frameFixed(board) ? [] : [gone])], {
      label: band.nameOf(record), className: "cx-conn-popover", focus: head, ...(at ? { at } : {}),
      onClose: () => {
        fields.flush();
        off();
        band.choose(null);
        if (!focused(board.root)) board.focusTarget();
      },
    });
    if (!popover) return off();
    band.choose(id);
    const drop = () => {
      popover.close();
      remove(id);
    };
    popover.el.addEventListener("keydown", (e) => {
      if ((e.key !== "Delete" && e.key !== "Backspace") || /** @type {HTMLElement} */ (e.composedPath()[0]).matches("input, select")) return;
      e.preventDefault();
      drop();
    });
  }

  /** @param {import("./subject.js").Subject} subject @returns {import("./features.js").Section | null} */
  function section({ type, ids: [stage] }) {
    if (type !== "stage") return null;
    const all = () => board.replica.list("path").filter((/** @type {any} */ path) => path.start === stage || path.end === stage);
    return { name: "paths", title: "Paths", key: `${stage}|${board.readonly}`, count: all().length, build };

    function build() {
      const list = h("ul", { class: "cx-rows" });
      const none = h("p", { class: "cx-none" }, "None yet. A path repeats an earlier stage or skips ahead, for everybody or for some.");
      const more = h("button", { class: "cx-button cx-quiet", type: "button", "aria-haspopup": "menu", onclick: () => choose(more, stage) }, icon("path"), "Path from here …");
      /** @type {Map<string, {el: HTMLElement, title: HTMLElement, way: HTMLElement, fields: ReturnType<typeof fieldsOf>, sign: string}>} */
      const rows = new Map();
      const update = () => {
        const records = all();
        none.hidden = records.length > 0;
        for (const [id, row] of rows) {
          if (records.some((/** @type {any} */ record) => record.id === id && signOf(record) === row.sign)) continue;
          row.fields.flush();
          row.el.remove();
          rows.delete(id);
        }
        records.forEach((/** @type {any} */ record, /** @type {number} */ i) => {
          let row = rows.get(record.id);
          if (!row) rows.set(record.id, (row = newRow(record)));
          if (list.children[i] !== row.el) list.insertBefore(row.el, list.children[i] ?? null);
          const other = record.start === stage ? record.end : record.start;
          text(row.way, record.start === record.end ? "Again" : record.start === stage ? "To" : "From");
          text(row.title, stageName(board, other));
          row.fields.update();
        });
      };
      return { nodes: [list, none, ...(board.readonly ? [] : [more])], update, flush: () => rows.forEach(({ fields }) => fields.flush()) };
    }

    /** Whether it leaves here: that decides which end can be chosen. @param {any} record */
    function signOf(record) {
      return record.start === stage ? "end" : "start";
    }

    /** @param {any} record */
    function newRow(record) {
      const sign = /** @type {"start" | "end"} */ (signOf(record));
      const fields = fieldsOf(record.id, sign);
      const title = h("span", { class: "cx-row-go", dir: "auto" });
      const way = h("span", { class: "cx-row-way" });
      const el = h("li", null,
        h("div", { class: "cx-row-head" }, way, title,
          !board.readonly && h("button", { class: "cx-square cx-small", type: "button", "aria-label": "Remove the path", title: "Remove the path", onclick: () => remove(record.id) }, icon("close", 14))),
        fields.nodes);
      return { el, title, way, fields, sign };
    }
  }

  /** @param {Event} e @returns {any} */
  const under = (e) => /** @type {Element} */ (e.composedPath()[0]).closest?.(".cx-path") ?? null;

  return {
    paint: () => band.paint(),
    section,
    items: (type, id) => (type === "stage" && !frameFixed(board) ? [{ label: "Path from here …", hint: "P", mark: icon("path", 14), run: () => setTimeout(() => choose(board.grid.elementOf({ kind: "stage", id }), id), 0) }] : []),
    press: (e) => Boolean(under(e)),
    click(e) {
      const arc = under(e);
      if (arc) edit(arc, arc.dataset.path, { x: e.clientX, y: e.clientY });
      return Boolean(arc);
    },
    key(e) {
      if (e.ctrlKey || e.metaKey || e.altKey) return false;
      const arc = under(e);
      const { target } = board.selection;
      if (arc && (e.key === "Enter" || e.key === " ")) edit(arc, arc.dataset.path);
      else if (arc && (e.key === "Delete" || e.key === "Backspace")) remove(arc.dataset.path);
      else if (e.key.toLowerCase() === "p" && target.kind === "stage" && !board.readonly) board.refuses("frame") || choose(board.grid.elementOf(target) ?? board.grid.el, target.id);
      else return false;
      return true;
    },
    destroy: () => band.destroy(),
  };
}
