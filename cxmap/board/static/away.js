// @ts-check
/**
 * When the server is away Streamlit opens a modal: it takes the focus from whoever types, makes the rest of the page inert,
 * and swallows the next click. The board says itself what is the matter, so the modal is hidden and closed at once.
 */

const MODAL = "[data-testid=stDialog], [role=dialog]";
const WORDS = /connection error|is streamlit still running/i;

/** @param {any} board @returns {() => void} stop */
export function keepModalAway(board) {
  /** where one typed last @type {any} */ let last = null;
  const away = () => document.querySelector("[data-cx-away]") !== null;

  function look() {
    let came = false;
    for (const dialog of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(MODAL))) {
      if (dialog.dataset.cxAway || !WORDS.test(dialog.textContent ?? "")) continue;
      dialog.dataset.cxAway = "yes";
      dialog.style.display = "none";
      came = true;
    }
    if (!away()) return;
    for (let el = outer(board.root); el; el = outer(el)) if (el.inert) came = !(el.inert = false);
    if (came) giveBack();
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-cx-away] button[aria-label=Close]"))) button.click();
  }

  function giveBack() {
    const inner = board.shadowFocus() ?? last;
    if (!inner?.isConnected || inner.hidden) return;
    const at = typeof inner.selectionStart === "number" ? [inner.selectionStart, inner.selectionEnd] : null;
    inner.focus({ preventScroll: true });
    if (at) inner.setSelectionRange(at[0], at[1]);
  }

  const remember = (/** @type {Event} */ e) => {
    last = board.shadowFocus() ?? last;
    if (away()) e.stopPropagation(); // or the modal would take the focus back
  };
  const hush = (/** @type {Event} */ e) => {
    if (e.target instanceof Element && e.target.closest("[data-cx-away]")) e.stopImmediatePropagation();
  };
  board.root.addEventListener("focusin", remember);
  addEventListener("focusout", hush, true);
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["inert"] });
  look();
  return () => {
    observer.disconnect();
    removeEventListener("focusout", hush, true);
    board.root.removeEventListener("focusin", remember);
  };
}

/** What an element stands in, out of its shadow root too. @param {Node} node @returns {HTMLElement | null} */
function outer(node) {
  const parent = node.parentNode instanceof ShadowRoot ? node.parentNode.host : node.parentElement;
  return /** @type {HTMLElement | null} */ (parent);
}
