// @ts-check
/** Carrying an item to what it says something about: by mouse after 4 px, by a finger after a press of 250 ms. Esc calls it off. */
import { h } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { carrier, edgeScroll, follow } from "../view/pointer.js";

export class Carry {
  /** @param {any} inbox */
  constructor(inbox) {
    this.inbox = inbox;
    /** @type {(() => void) | null} */ this.off = null;
    this.carrying = false;
  }

  /** A press on something that stands for an item. @param {PointerEvent} down @param {any} item @param {HTMLElement} from */
  begin(down, item, from) {
    const { inbox } = this;
    /** @type {HTMLElement | null} */ let ghost = null;
    /** @type {ReturnType<typeof edgeScroll> | null} */ let scroll = null;
    /** @type {(x: number, y: number) => void} */ let move = () => {};
    let last = { x: down.clientX, y: down.clientY };
    const aim = () => inbox.targets.aim(this._under(last.x, last.y));
    const end = () => {
      this.off = null;
      scroll?.stop();
      ghost?.remove();
      from.classList.remove("cx-in-hole");
      inbox.root.classList.remove("cx-in-carrying");
      this.carrying = false;
      inbox.targets.aim(null);
      inbox.targets.draw();
    };
    this.off = follow(down, {
      lift: () => {
        const words = item.text || inbox.namesOf(item).kind;
        ghost = h("div", { class: "cx-in-ghost", "aria-hidden": "true" }, icon("grip", 14), h("span", null, words.slice(0, 90)));
        inbox.root.append(ghost);
        move = carrier(/** @type {HTMLElement} */ (ghost));
        scroll = edgeScroll(inbox.targets.list, { left: 0, top: 0 }, aim);
        from.classList.add("cx-in-hole");
        inbox.root.classList.add("cx-in-carrying");
        this.carrying = true;
        inbox.announce("Lifted. Drop it on what it says something about; Escape calls it off.");
        return true;
      },
      move: (e) => {
        last = { x: e.clientX, y: e.clientY };
        const box = inbox.root.getBoundingClientRect();
        move(last.x - box.left, last.y - box.top);
        scroll?.at(last.x, last.y);
      },
      drop: (e) => {
        const target = inbox.targets.of(this._under(e.clientX, e.clientY));
        end();
        if (target) void inbox.link(item, target);
      },
      cancel: end,
    });
  }

  /** @param {number} x @param {number} y @returns {Element | null} */
  _under(x, y) {
    const root = /** @type {Document | ShadowRoot} */ (this.inbox.root.getRootNode());
    return root.elementFromPoint(x, y);
  }

  destroy() {
    this.off?.();
  }
}
