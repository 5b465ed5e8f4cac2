// @ts-check
/** Keeps what is typed in the head, the inspector and overlays from reaching the board's own keys and clipboard. */

/**
 * Whether text is typed into this element.
 * @param {EventTarget | null | undefined} target
 */
export function editable(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea,select")) return true;
  return target instanceof HTMLInputElement && !["range", "radio", "checkbox", "button", "submit"].includes(target.type);
}

/**
 * Keep key presses inside `el`; undo, redo, find, F2 and `?` still reach the board where no text is being typed, and `Escape`
 * where `escape` says so.
 * @param {HTMLElement} el
 * @param {{escape?: boolean, all?: boolean}} [options] `all`: nothing gets out (dialogs)
 */
export function contain(el, { escape = true, all = false } = {}) {
  el.addEventListener("keydown", (e) => {
    const typing = editable(e.composedPath()[0]);
    const command = (e.ctrlKey || e.metaKey) && ["z", "y", "f"].includes(e.key.toLowerCase());
    const out = !all && ((e.key === "Escape" && escape) || (!typing && (command || e.key === "F2" || e.key === "?")));
    if (!out) e.stopPropagation();
  });
  for (const name of ["copy", "cut", "paste"]) {
    el.addEventListener(name, (e) => {
      if (all || editable(e.composedPath()[0])) e.stopPropagation();
    });
  }
}
