// @ts-check
/** Connections between cards: drawn, made, changed and taken away. */
import { asAllowed } from "./allowed.js";
import { ConnectionLayer, kindMark } from "./connection-layer.js";
import { connectionSection } from "./connection-section.js";
import { focused, h } from "./dom.js";
import { icon } from "./icons.js";
import { Linking } from "./linking.js";
import { openPopover } from "./menu.js";
import { recordFields } from "./record-fields.js";

/** @param {any} board @returns {import("./features.js").Feature} */
export function connections(board) {
  const layer = new ConnectionLayer(board);
  const linking = new Linking(board, layer);

  /** @param {string} id */
  function remove(id) {
    const record = board.replica.get("connection", id);
    if (!record || board.readonly || board.refuses(record.start)) return;
    board.session.commit([{ op: "delete", type: "connection", id }], { label: "Remove a connection" });
    board.toast("Connection removed", board.undoLast());
  }

  /** The fields of a connection at a point of the window. @param {HTMLElement} anchor @param {string} id @param {{x: number, y: number}} [at] */
  function edit(anchor, id, at) {
    const record = board.replica.get("connection", id);
    if (!record) return;
    const fields = asAllowed(board, [record.start], () => recordFields(board, "connection", [id], [{ name: "kind", mark: kindMark }, { name: "label" }], "Change a connection"));
    fields.update();
    const title = (/** @type {string} */ card) => board.replica.get("card", card)?.title || "Untitled";
    const head = h("p", { class: "cx-conn-title", tabindex: -1 }, h("b", null, title(record.start)), icon("arrow", 14), h("b", null, title(record.end)));
    const gone = h("button", { class: "cx-button cx-quiet cx-danger", type: "button", onclick: () => drop() }, icon("trash"), "Remove the connection");
    const off = board.session.on("records", () => (board.replica.get("connection", id) ? fields.update() : popover?.close()));
    const popover = openPopover(board, anchor, [head, fields.el.kind, fields.el.label, ...(board.readonly || board.objection(record.start) ? [] : [gone])], {
      label: layer.nameOf(record), className: "cx-conn-popover", focus: head, ...(at ? { at } : {}),
      onClose: () => {
        fields.flush();
        off();
        layer.choose(null);
        if (!focused(board.root)) board.focusTarget();
      },
    });
    if (!popover) return off();
    layer.choose(id);
    const drop = () => {
      popover.close();
      remove(id);
    };
    popover.el.addEventListener("keydown", (e) => {
      const typing = /** @type {HTMLElement} */ (e.composedPath()[0]).matches("input, select");
      if ((e.key !== "Delete" && e.key !== "Backspace") || typing) return;
      e.preventDefault();
      drop();
    });
  }

  /** @param {Event} e @param {string} selector @returns {any} */
  const within = (e, selector) => /** @type {Element} */ (e.composedPath()[0]).closest?.(selector) ?? null;

  return {
    paint(touched) {
      layer.paint(touched);
      linking.paint();
    },
    press(e) {
      if (within(e, ".cx-conn")) return true; // its click opens it
      if (e.button !== 0 || !within(e, ".cx-link-handle")) return linking.from !== null;
      e.preventDefault(); // the focus stays where it is
      linking.drag(e);
      return true;
    },
    click(e) {
      if (within(e, ".cx-link-handle")) {
        linking.start(linking.handle.dataset.card ?? "");
        return true;
      }
      if (linking.from) {
        const to = within(e, ".cx-card")?.dataset.id;
        if (!to || !linking.connect(to)) linking.leave();
        return true;
      }
      const line = within(e, ".cx-conn");
      if (line) edit(line, line.dataset.connection, { x: e.clientX, y: e.clientY });
      return Boolean(line);
    },
    key(e) {
      if (linking.from) return linking.key(e);
      if (e.ctrlKey || e.metaKey || e.altKey) return false;
      const line = within(e, ".cx-conn");
      if (line && (e.key === "Enter" || e.key === " ")) edit(line, line.dataset.connection);
      else if (line && (e.key === "Delete" || e.key === "Backspace")) remove(line.dataset.connection);
      else if (e.key.toLowerCase() === "l" && board.selection.target.kind === "card") return linking.start(board.selection.target.id);
      else return false;
      return true;
    },
    section: (subject) => connectionSection(board, subject, { start: (id) => linking.start(id) && board.focusTarget(), remove }),
    destroy() {
      layer.destroy();
      linking.destroy();
    },
  };
}
