// @ts-check
/**
 * The projector: what the whole room sees of a workshop, live and without a control on the screen. It shows what the facilitator
 * chose, else what the step asks for. Whatever happens, the last picture stays: a lost server is a small quiet mark.
 */
import { loadDefinitions } from "../model/definitions.js";
import { today } from "../model/dates.js";
import { secondsLeft } from "../model/workshop.js";
import { plainView } from "../model/viewquery.js";
import { Seen } from "../present/seen.js";
import { Session } from "../sync/session.js";
import { timerOf } from "./clock.js";
import { Door } from "./door.js";
import { Fader } from "./fader.js";
import { Frame } from "./frame.js";
import { pointedTo, sceneOf } from "./scene.js";
import { Screen } from "./screen.js";
import { Turning } from "./turning.js";
import { VIEWS } from "./views/index.js";

const TICK = 250; // ms between two looks at the clock
const SLOWEST = 250; // ms between two drawings at most, however much there is to draw

/**
 * Show a workshop.
 * @param {HTMLElement} root an element with the class "cx"
 * @param {{workshop: string, journey: string, base?: string, assets?: string, theme?: string, session?: any}} options `base`: URL that
 *   the app stands under, `assets`: URL of the static files
 * @returns {() => void} end it
 */
export function project(root, options) {
  const show = new Projector(root, options);
  show.start();
  return () => show.end();
}

class Projector {
  /** @param {HTMLElement} root @param {{workshop: string, journey: string, base?: string, assets?: string, theme?: string, session?: any}} options */
  constructor(root, { workshop, journey, base = location.origin, assets = "", theme = "dark", session }) {
    this.root = root;
    this.id = workshop;
    const url = base.replace(/\/+$/, "");
    this.session = session ?? new Session({ base: url, journey, storage: { outbox: null, local: null } });
    root.classList.add("cx", "cxp", "cxj");
    this.door = new Door({ base: url, workshop, changed: () => this.soon() });
    this.frame = new Frame(root, url, this.door);
    this.fader = new Fader(this.frame.main);
    this.turning = new Turning();
    this.assets = assets;
    /** @type {import("../model/definitions.js").Definitions | null} */ this.definitions = null;
    /** What was shown last; it stays where the map goes. @type {import("./scene.js").Scene | null} */ this.scene = null;
    /** @type {import("./views/index.js").Model | null} */ this.model = null;
    /** @type {import("./views/index.js").Made | null} */ this.view = null;
    /** @type {import("./views/index.js").Pointed | null} */ this.pointed = null;
    this.name = "";
    this.sign = "";
    this.due = 0;
    /** From when on the next drawing may be made, as `performance.now()` tells. */
    this.ready = 0;
    this.beat = 0;
    this.control = new AbortController();
    /** @type {(() => void)[]} */ this.off = [];
    this.screen = new Screen(root, theme);
  }

  start() {
    const { session } = this;
    const draw = () => this.soon();
    this.off = ["records", "welcome", "counts"].map((event) => session.on(event, draw));
    this.off.push(session.on("welcome", () => (this._define(), void this.door.look())), session.on("status", () => this._status()), session.on("people", () => this._people()));
    this.screen.start(this.control.signal, { turn: (by) => this._turn(by), look: () => this.soon() });
    this._define();
    this.beat = window.setInterval(() => this._tick(), TICK);
    session.start();
    this.door.start();
  }

  end() {
    clearTimeout(this.due);
    clearInterval(this.beat);
    this.control.abort();
    for (const off of this.off) off();
    this.view?.end?.();
    this.door.stop();
    this.session.close();
  }

  /** The server's time, ms. */
  get now() {
    return Date.now() + (this.session.clockOffset ?? 0);
  }

  /** Draw in the next frame; while a large map is edited by many, with room to breathe between two drawings. */
  soon() {
    if (this.due) return;
    this.due = window.setTimeout(() => {
      requestAnimationFrame(() => {
        this.due = 0;
        if (this.control.signal.aborted) return;
        const began = performance.now();
        this.draw();
        const ended = performance.now();
        this.ready = ended + Math.min(SLOWEST, 3 * (ended - began));
      });
    }, Math.max(0, this.ready - performance.now()));
  }

  draw() {
    const { session } = this;
    const counts = session.counts ?? null;
    const replica = /** @type {any} */ (new Seen(session.replica, plainView(), today(new Date())));
    const scene = sceneOf(replica, this.id, counts);
    if (!scene) return; // nothing has come yet, or it is gone: what is shown stays
    const pointed = pointedTo(replica, scene.workshop, session.people.values());
    const laneName = (/** @type {any} */ lane) => this.definitions?.laneName(lane) ?? lane.name;
    const kind = VIEWS[scene.view] ?? VIEWS.blank;
    this.model = kind.model(replica, scene, { counts, door: this.door.way, pointed, laneName });
    this.scene = scene;
    if (scene.view !== this.name || !this.view) {
      this.view?.end?.();
      this.view = kind.make({ door: this.door });
      this.name = scene.view;
      this.sign = "";
      this.root.dataset.view = scene.view;
      this.turning.begin(this.now);
      this.fader.show(this.view.el);
    }
    this.pointed = pointed;
    this._page();
    this._tick();
  }

  /** Bring the page on the screen up to date. */
  _page() {
    const { model, scene, view } = this;
    if (!model || !scene || !view) return;
    const pages = model.pages.length;
    const page = this.turning.look({ pages, auto: Boolean(model.auto), pointed: this.pointed?.sign ?? "", at: model.at ?? -1 }, this.now);
    this.frame.draw(scene, model.finding ?? "", { page, pages });
    const shown = model.pages[page] ?? null;
    const sign = JSON.stringify([shown, model.common]);
    if (sign === this.sign) return;
    this.sign = sign;
    view.draw(shown, model.common);
  }

  /** Others move about all the time: only where the facilitator is matters, and only while all follow. */
  _people() {
    const { scene, session } = this;
    if (scene?.workshop.follow === "on" && pointedTo(session.replica, scene.workshop, session.people.values()).sign !== this.pointed?.sign) this.soon();
  }

  /** The time goes on, also while the server is away. */
  _tick() {
    const { scene } = this;
    if (!scene) return;
    const seconds = scene.now ? secondsLeft(scene.now, this.now) : null;
    const timer = timerOf(seconds, scene.now?.paused !== null && scene.now?.paused !== undefined);
    this.frame.tick(timer, seconds, scene.view);
    this.view?.tick?.(timer);
    if (this.model?.auto) this._page();
  }

  /** The names of the lanes: asked for again where they did not come. */
  _define() {
    if (this.definitions || !this.assets) return;
    loadDefinitions(this.assets).then(
      (definitions) => {
        this.definitions = definitions;
        this.soon();
      },
      (error) => console.info(error.message), // tried again with the next welcome
    );
  }

  _status() {
    const { state } = this.session.status;
    this.frame.away.hidden = state === "connected" || state === "catching_up" || !this.scene;
  }

  /** @param {number} by pages */
  _turn(by) {
    this.turning.turn(by, this.model?.pages.length ?? 1, this.now);
    this._page();
  }
}
