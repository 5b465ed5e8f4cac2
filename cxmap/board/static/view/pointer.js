// @ts-check
/**
 * One drag by mouse, pen or touch: it starts after 4 px (mouse, pen) or a press of 250 ms (touch), ends on release, and is
 * called off by Escape, a lost pointer or a second finger.
 */

export const THRESHOLD = 4;
export const PRESS = 250;

/**
 * @typedef {object} DragHooks
 * @property {(e: PointerEvent) => boolean} lift the drag starts; false: it does not
 * @property {(e: {clientX: number, clientY: number}) => void} move
 * @property {(e: PointerEvent) => void} drop
 * @property {() => void} cancel after lift, without a drop
 */

/**
 * Follow a pointer from its pointerdown.
 * @param {PointerEvent} down @param {DragHooks} hooks @returns {() => void} call it off
 */
export function follow(down, hooks) {
  const touch = down.pointerType === "touch";
  const controller = new AbortController();
  const options = { signal: controller.signal, capture: true };
  let lifted = false;
  let last = down;
  const press = touch ? setTimeout(() => start(last), PRESS) : undefined;

  /** @param {PointerEvent} e */
  function start(e) {
    lifted = hooks.lift(e);
    if (!lifted) return finish();
    globalThis.navigator?.vibrate?.(10);
    hooks.move(e);
  }
  function finish() {
    clearTimeout(press);
    controller.abort();
  }
  function cancel() {
    const was = lifted;
    finish();
    if (was) hooks.cancel();
  }

  addEventListener(
    "pointermove",
    (e) => {
      if (e.pointerId !== down.pointerId) return;
      last = e;
      const far = Math.hypot(e.clientX - down.clientX, e.clientY - down.clientY);
      if (lifted) hooks.move(e);
      else if (touch && far > 10) finish(); // the finger scrolls
      else if (!touch && far > THRESHOLD) start(e);
    },
    options,
  );
  addEventListener(
    "pointerup",
    (e) => {
      if (e.pointerId !== down.pointerId) return;
      const was = lifted;
      finish();
      if (!was) return;
      hooks.drop(e);
      // the click that follows a drop is not a click
      const swallow = (/** @type {Event} */ c) => c.stopPropagation();
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
    },
    options,
  );
  addEventListener("pointercancel", (e) => e.pointerId === down.pointerId && cancel(), options);
  addEventListener("pointerdown", () => lifted && cancel(), options);
  addEventListener("blur", cancel, { signal: controller.signal });
  addEventListener(
    "keydown",
    (e) => {
      if (e.key !== "Escape" || !lifted) return;
      e.preventDefault();
      e.stopPropagation();
      cancel();
    },
    options,
  );
  // a lifted card moves, the page beneath it does not
  addEventListener("touchmove", (e) => lifted && e.preventDefault(), { signal: controller.signal, passive: false, capture: true });
  addEventListener("contextmenu", (e) => touch && e.preventDefault(), options);
  return cancel;
}

/**
 * What moves an element with the pointer, to pixels from its place. By an animation that stands still: each change of a style's
 * transform would have Chromium order all layers of the page anew, in every frame of a drag.
 * @param {HTMLElement} el @returns {(x: number, y: number) => void}
 */
export function carrier(el) {
  const frames = (/** @type {number} */ x, /** @type {number} */ y) => Array(2).fill({ transform: `translate(${x}px,${y}px)` });
  const carried = el.animate(frames(0, 0), { duration: 1, fill: "both" });
  carried.pause();
  return (x, y) => /** @type {KeyframeEffect} */ (carried.effect).setKeyframes(frames(x, y));
}

/**
 * Once a frame after the pointer moved, and in every frame while it is near the edges of `el`: scroll there, then `moved`.
 * @param {HTMLElement} el @param {{left: number, top: number}} inset sticky column and row @param {() => void} moved
 */
export function edgeScroll(el, inset, moved) {
  const ZONE = 56;
  let point = /** @type {{x: number, y: number} | null} */ (null);
  let frame = 0;
  let before = 0;
  const push = (/** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to) =>
    at < from + ZONE ? -Math.min(1, (from + ZONE - at) / ZONE) : at > to - ZONE ? Math.min(1, (at - to + ZONE) / ZONE) : 0;
  /** @param {number} now */
  function step(now) {
    frame = 0;
    if (!point) return;
    const box = el.getBoundingClientRect();
    const speed = Math.min(40, now - before || 16) * 1.1;
    before = now;
    const dx = push(point.x, box.left + inset.left, box.right) * speed;
    const dy = push(point.y, box.top + inset.top, box.bottom) * speed;
    if (dx || dy) {
      el.scrollBy({ left: dx, top: dy, behavior: "instant" });
      frame = requestAnimationFrame(step);
    }
    moved();
  }
  return {
    /** @param {number} x @param {number} y */
    at(x, y) {
      point = { x, y };
      if (!frame) {
        before = performance.now();
        frame = requestAnimationFrame(step);
      }
    },
    stop() {
      point = null;
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
