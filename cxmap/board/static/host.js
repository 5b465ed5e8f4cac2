// @ts-check
/** What the board asks of the page around it: go elsewhere, the sidebar, the theme, and Streamlit's modal when the server is away. */
import { keepModalAway } from "./away.js";

/** Whether the page behind an element is dark. @param {Element} el */
export function isDark(el) {
  const css = getComputedStyle(el);
  const colour = css.getPropertyValue("--st-background-color").trim() || getComputedStyle(document.body).backgroundColor;
  const [r, g, b] = rgb(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
}

/** @param {string} colour */
function rgb(colour) {
  const hex = /^#([0-9a-f]{6})/i.exec(colour)?.[1];
  if (hex) return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return (colour.match(/[\d.]+/g) ?? ["255", "255", "255"]).slice(0, 3).map(Number);
}

/** Follow the theme: Streamlit changes styles without a re-run. @param {Element} el @param {(dark: boolean) => void} tell */
export function watchTheme(el, tell) {
  let now = isDark(el);
  const look = () => {
    const dark = isDark(el);
    if (dark !== now) tell((now = dark));
  };
  const observer = new MutationObserver(() => requestAnimationFrame(look));
  observer.observe(document.documentElement, { attributes: true });
  observer.observe(document.body, { attributes: true });
  observer.observe(document.head, { childList: true, subtree: true });
  const app = document.querySelector("[data-testid=stApp]");
  if (app) observer.observe(app, { attributes: true });
  const media = matchMedia("(prefers-color-scheme: dark)");
  const soon = () => setTimeout(look, 300);
  media.addEventListener("change", soon);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", soon);
  };
}

/** At most one word about revisions to the page in this time. */
const TELL_MS = 2000;

export class StreamlitHost {
  /** @param {any} component */
  constructor(component) {
    this.component = component;
    this.dark = false;
    /** @type {any} */ this.board = null;
    /** @type {(() => void)[]} */ this.off = [];
    this.told = 0;
    this.timer = 0;
  }

  get data() {
    return this.component.data;
  }
  get base() {
    return this.data.base;
  }
  get journeys() {
    return this.data.journeys;
  }
  get templates() {
    return JSON.parse(this.data.templates);
  }

  /** @param {any} component */
  update(component) {
    this.component = component;
    this._tell();
  }

  /** @param {any} board */
  attach(board) {
    this.board = board;
    this.off.push(board.session.on("records", () => this._tell()), keepModalAway(board));
  }

  /** Ask the page to go somewhere. @param {Record<string, string>} where */
  go(where) {
    this.component.setTriggerValue("go", where);
  }

  createTwin() {
    this.go({ twin: this.board.session.journey });
  }

  present() {
    const { base } = this.data;
    const view = this.board.viewQuery?.() ?? "";
    window.open(`${base}/present/${encodeURIComponent(this.board.session.journey)}?theme=${this.dark ? "dark" : "light"}${view && `&${view}`}`, "_blank", "noopener");
  }

  /** Open or close Streamlit's sidebar. */
  toggleSidebar() {
    const find = (/** @type {string} */ name) => /** @type {HTMLElement | null} */ (document.querySelector(`[data-testid=${name}] button, button[data-testid=${name}]`));
    (find("stExpandSidebarButton") ?? find("stSidebarCollapseButton"))?.click();
  }

  /** Tell the page the last revision, while a chart there is in view. */
  _tell() {
    if (!this.data.chart || !this.board || this.timer) return;
    const wait = Math.max(0, this.told + TELL_MS - Date.now());
    this.timer = setTimeout(() => {
      this.timer = 0;
      if (!this.data.chart || document.hidden) return;
      this.told = Date.now();
      const rev = this.board.session.replica.rev;
      if (rev !== this.said) this.component.setStateValue("revision", (this.said = rev));
    }, wait);
  }

  destroy() {
    clearTimeout(this.timer);
    for (const off of this.off) off();
  }
}
