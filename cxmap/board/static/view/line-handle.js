// @ts-check
/** A blueprint line is moved by its name: dragged, or with arrows. What it would do is shown across the map; Escape leaves it. */
import { LINE_KEYS, linePlaces, moveLine, placesFor, removeLine } from "../model/lines.js";
import { h } from "./dom.js";
import { LINES } from "./headers.js";
import { icon } from "./icons.js";
import { edgeScroll, follow } from "./pointer.js";
import * as m from "./metrics.js";

/** @param {any} board @param {string} id of a lane */
const nameOf = (board, id) => board.definitions.laneName(board.replica.get("lane", id));

/** @param {any} board @param {string} line @param {string} to id of a lane */
function put(board, line, to) {
  const edits = moveLine(board.replica.list("lane"), line, to);
  if (edits.length) board.session.commit(edits, { label: "Move a line" });
  board.announce(`${LINES[line].label} above ${nameOf(board, to)}`);
}

/** @param {any} board @param {string} line */
function take(board, line) {
  board.session.commit(removeLine(board.replica.list("lane"), line), { label: "Remove a line" });
  board.toast(`${LINES[line].label} removed`, board.undoLast());
}

/**
 * The name of a line, by which it is moved.
 * @param {any} board @param {string} line @param {string} label @param {any[]} content @returns {HTMLElement}
 */
export function lineHandle(board, line, label, content) {
  /** The lane above which it would stand. @type {string | null} */
  let aim = null;
  const here = () => board.layout.lanes.find((/** @type {any} */ l) => l.line === line)?.id ?? null;
  const places = () => placesFor(board.replica.list("lane"), line);

  /** @param {string | null} to */
  function show(to) {
    aim = to;
    const box = to && to !== here() ? board.layout.laneOf.get(to) : null;
    board.gaps.showFrame(box ? "lane" : null, box?.top ?? 0);
    el.classList.toggle("cx-carried", to !== null);
  }

  function drop() {
    const to = aim;
    show(null);
    if (to && to !== here() && board.replica.get("lane", to)) put(board, line, to);
  }

  function leave() {
    show(null);
    const lane = here();
    if (lane) board.announce(`${label} stays above ${nameOf(board, lane)}`);
  }

  /** @param {KeyboardEvent} e */
  function key(e) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[e.key];
    if (board.readonly || e.altKey || e.ctrlKey || e.metaKey) return;
    if (step) {
      const list = places();
      const at = list.indexOf(aim ?? here() ?? "");
      const to = list[at + step];
      if (to) {
        show(to);
        const box = board.layout.laneOf.get(to);
        board.grid.reveal({ left: board.grid.view().left + 8, top: box.top - m.LINE, width: 1, height: m.LINE });
        board.announce(`Above ${nameOf(board, to)}. Enter puts it there, Escape leaves it.`);
      } else board.announce("It goes no further.");
    } else if (e.key === "Enter" || e.key === " ") drop();
    else if (e.key === "Escape" && aim) leave();
    else if (e.key === "Delete" || e.key === "Backspace") {
      show(null);
      take(board, line);
      board.focusTarget();
    } else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** @param {PointerEvent} down */
  function press(down) {
    if (down.button !== 0 || board.readonly) return;
    let y = down.clientY;
    const box = board.grid.el.getBoundingClientRect();
    const edge = edgeScroll(board.grid.el, { left: m.LANE_COLUMN, top: m.STAGE_ROW }, look);
    function look() {
      const at = board.grid.toCanvas(0, y).y;
      const tops = places().flatMap((id) => board.layout.laneOf.get(id) ?? []);
      const near = tops.sort((a, b) => Math.abs(a.top - at) - Math.abs(b.top - at))[0];
      show(near?.id ?? null);
    }
    follow(down, {
      lift: () => Boolean(here()),
      move(e) {
        y = e.clientY;
        edge.at(box.left + box.width / 2, y); // it moves up and down only
      },
      drop(e) {
        y = e.clientY;
        edge.stop();
        look();
        drop();
      },
      cancel() {
        edge.stop();
        leave();
      },
    });
  }

  const el = h("button", {
    class: "cx-line-handle", type: "button", role: "slider", "aria-orientation": "vertical", "aria-label": label, "aria-valuemin": 1,
    title: "Drag it to another lane; or focus it and use the arrow keys", onkeydown: key, onpointerdown: press, onblur: drop,
  }, content);
  return el;
}

/** The entries of a lane's menu: bring a line here, or take away the one that is here. @param {any} board @returns {import("./features.js").Feature} */
export function blueprintLines(board) {
  return {
    items(type, id) {
      if (type !== "lane") return [];
      const lanes = board.replica.list("lane");
      const here = linePlaces(lanes).lines[lanes.findIndex((/** @type {any} */ lane) => lane.id === id)];
      if (here) return [{ label: `Remove the ${LINES[here].label.toLowerCase()}`, mark: icon("minus", 14), run: () => take(board, here) }];
      return LINE_KEYS.filter((line) => placesFor(lanes, line).includes(id)).map((line) => ({
        label: `${LINES[line].label} here`, mark: icon("minus", 14), run: () => put(board, line, id),
      }));
    },
  };
}
