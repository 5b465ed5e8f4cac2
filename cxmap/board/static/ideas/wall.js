// @ts-check
/**
 * The wall view of an idea board, for a screen in the hall: the question, how to join, the newest ideas, what is in work, and what was
 * done thanks to whom. It turns its pages by itself; whatever happens, the last picture stays: a lost server is a small quiet mark.
 */
import { Session } from "../sync/session.js";
import { Door } from "../project/door.js";
import { Fader } from "../project/fader.js";
import { Screen } from "../project/screen.js";
import { Turning } from "../project/turning.js";
import { fresh, h, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { sinceWords, STATE_ICONS } from "./reading.js";
import { wallOf } from "./scene.js";

const TICK = 500; // ms between two looks at the clock
const HEADS = { new: "New on the board", work: "Chosen and in work", done: "Done", none: "" };

/**
 * Show an idea board.
 * @param {HTMLElement} root an element with the class "cx"
 * @param {{whiteboard: string, base?: string, assets?: string, theme?: string, session?: any}} options `base`: URL that the app stands under
 * @returns {() => void} end it
 */
export function wall(root, options) {
  const show = new Wall(root, options);
  show.start();
  return () => show.end();
}

class Wall {
  /** @param {HTMLElement} root @param {{whiteboard: string, base?: string, theme?: string, session?: any}} options */
  constructor(root, { whiteboard, base = location.origin, theme = "dark", session }) {
    this.root = root;
    this.board = whiteboard;
    const url = base.replace(/\/+$/, "");
    this.session = session ?? new Session({ base: url, journey: "", storage: { outbox: null, local: null } });
    this.door = new Door({ base: url, workshop: whiteboard, changed: () => this.soon() });
    this.turning = new Turning();
    this.sign = "";
    this.doorSign = "";
    this.due = 0;
    this.beat = 0;
    /** @type {import("./scene.js").WallScene | null} what was shown last: it stays */ this.scene = null;
    this.control = new AbortController();
    /** @type {(() => void)[]} */ this.off = [];

    this.title = h("p", { class: "cxw-title" });
    this.question = h("h1");
    this.way = h("div", { class: "cxw-way" });
    this.main = h("main", { class: "cxj-main" });
    this.finding = h("p", { class: "cxp-finding" });
    this.pages = h("p", { class: "cxj-pages", hidden: true });
    this.away = h("i", { class: "cxp-away", hidden: true });
    root.classList.add("cx", "cxp", "cxj", "cxw");
    fresh(root, h("header", { class: "cxw-side" }, this.title, this.question, this.way), this.main, h("footer", { class: "cxp-bottom cxj-bottom" }, this.finding, this.pages), this.away);
    this.fader = new Fader(this.main);
    this.screen = new Screen(root, theme);
  }

  start() {
    const { session } = this;
    const draw = () => this.soon();
    this.off = [session.on("records", draw), session.on("welcome", () => (draw(), void this.door.look())), session.on("status", () => this._status())];
    this.turning.begin(Date.now());
    this.screen.start(this.control.signal, { turn: (by) => this._turn(by), look: draw });
    this.beat = window.setInterval(() => this._page(), TICK);
    session.start();
    this.door.start();
  }

  end() {
    cancelAnimationFrame(this.due);
    clearInterval(this.beat);
    this.control.abort();
    for (const off of this.off) off();
    this.door.stop();
    this.session.close();
  }

  /** Draw in the next frame. */
  soon() {
    this.due ||= requestAnimationFrame(() => {
      this.due = 0;
      this.draw();
    });
  }

  draw() {
    const scene = wallOf(this.session.replica, this.board);
    if (scene) this.scene = scene; // else nothing has come yet, or it is gone: what is shown stays
    if (!this.scene) return;
    document.title = this.scene.title;
    text(this.title, this.scene.question === this.scene.title ? "" : this.scene.title);
    text(this.question, this.scene.question);
    this.question.classList.toggle("cxw-long", this.scene.question.length > 70);
    this.question.classList.toggle("cxw-longer", this.scene.question.length > 140);
    text(this.finding, this.scene.finding);
    this._way();
    this._page();
  }

  /** How to join, where one can. */
  _way() {
    const { way } = this.door;
    const open = Boolean(this.scene?.open);
    const sign = JSON.stringify([way, this.door.turn, open]);
    if (sign === this.doorSign) return;
    this.doorSign = sign;
    fresh(this.way, open && way && [this.door.picture("cxw-qr"), h("p", { class: "cxj-aside" }, "Scan to give your idea, or open"), h("p", { class: "cxw-address" }, way.address), h("p", { class: "cxw-code" }, way.code)],
      !open && h("p", { class: "cxj-aside" }, "This board takes no more ideas. Thank you for all of them."));
  }

  /** Bring the page on the screen up to date. */
  _page() {
    const { scene } = this;
    if (!scene) return;
    const now = new Date();
    const pages = scene.pages.length;
    const page = this.turning.look({ pages, auto: true, pointed: "", at: -1 }, now.getTime());
    const shown = scene.pages[page];
    const sign = JSON.stringify([shown, now.getDate(), page, pages]);
    if (sign === this.sign) return;
    this.sign = sign;
    this.pages.hidden = pages < 2;
    fresh(this.pages, pages > 1 && [h("span", { class: "cxj-marks", "aria-hidden": "true" }, pages <= 9 && Array.from({ length: pages }, (_, i) => h("i", { class: i === page ? "cxj-now" : "" }))), h("span", null, `${page + 1} of ${pages}`)]);
    this.fader.show(pageOf(shown, scene.open, now));
  }

  _status() {
    const { state } = this.session.status;
    this.away.hidden = state === "connected" || state === "catching_up" || !this.scene;
  }

  /** @param {number} by pages */
  _turn(by) {
    this.turning.turn(by, this.scene?.pages.length ?? 1, Date.now());
    this._page();
  }
}

/** @param {import("./scene.js").WallPage} page @param {boolean} open @param {Date} now @returns {HTMLElement} */
function pageOf({ kind, rows }, open, now) {
  if (kind === "none") return h("div", { class: "cxw-page cxw-none" }, h("p", { class: "cxj-calm" }, open ? "Be the first: what could we do better?" : "No idea was given here."));
  return h("section", { class: "cxw-page" }, h("h2", null, HEADS[kind]), h("ol", null, rows.map((row) => h("li", { class: `cxw-row cxw-${row.state}` },
    h("span", { class: "cxw-sign" }, icon(STATE_ICONS[row.state] ?? "note", 40)),
    h("div", { class: "cxw-said" }, h("p", { class: "cxw-text", dir: "auto" }, row.text), h("p", { class: "cxw-more", dir: "auto" }, moreOf(kind, row, now))),
    row.seconds > 0 && h("p", { class: "cxw-seconds" }, h("b", null, `+${row.seconds}`), h("span", { class: "cx-aloud" }, row.seconds === 1 ? " seconds it" : " second it"))))));
}

/** @param {import("./scene.js").WallPage["kind"]} kind @param {import("./scene.js").Row} row @param {Date} now */
function moreOf(kind, row, now) {
  const since = sinceWords(row.since, now);
  if (kind === "done") return [row.by ? `Thanks to ${row.by}` : "Thanks to a colleague", row.more].filter(Boolean).join(" · ");
  if (kind === "work") return [row.state === "in_work" ? `In work since ${since}` : `Chosen ${since}`, row.more, row.by && `Idea: ${row.by}`].filter(Boolean).join(" · ");
  return [row.by, row.state === "discussed" ? `Discussed since ${since}` : since].filter(Boolean).join(" · ");
}
