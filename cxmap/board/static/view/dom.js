// @ts-check
/** Small helpers that build elements. Text only ever becomes a text node; there is no way in for HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * A child: a node, text, or nothing.
 * @typedef {Node | string | number | false | null | undefined} Child
 */

/** Properties that must be set on the object: the attribute of the same name is only a starting value. */
const LIVE = new Set(["value", "checked", "selected", "disabled", "open", "indeterminate", "textContent", "htmlFor"]);

/**
 * An HTML element. `on…` functions become listeners, `style` and `dataset` take objects (custom properties too), true and
 * false set or leave out an attribute, null leaves it out; everything else is an attribute (`class`, `role`, `aria-…`).
 * @param {string} tag
 * @param {Record<string, any> | null} [props]
 * @param {...(Child | Child[])} children
 * @returns {any} the element; its exact type follows the tag
 */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/**
 * An SVG element; attributes as in `h`.
 * @param {string} tag
 * @param {Record<string, any> | null} [attrs]
 * @param {...(Child | Child[])} children
 * @returns {any}
 */
export function svg(tag, attrs, ...children) {
  return fill(document.createElementNS(SVG, tag), attrs, children);
}

/** What was built once, by what it shows. @type {Map<string, Node>} */
const BUILT = new Map();

/**
 * A copy of what `build` builds for this key: a picture that stands on hundreds of cards is built once. It has no listeners.
 * @template {Node} T
 * @param {string} key all that it depends on @param {() => T} build @returns {T}
 */
export function copied(key, build) {
  let first = BUILT.get(key);
  if (!first) BUILT.set(key, (first = build()));
  return /** @type {T} */ (first.cloneNode(true));
}

/**
 * @param {HTMLElement | SVGElement} el
 * @param {Record<string, any> | null | undefined} props
 * @param {(Child | Child[])[]} children
 */
function fill(el, props, children) {
  append(el, children); // first, so that a select's value finds its options
  for (const name in props) set(el, name, props[name]);
  return el;
}

/**
 * Set one property as `h` does; used where an element is kept and brought up to date.
 * @param {any} el
 * @param {string} name
 * @param {any} value
 */
export function set(el, name, value) {
  if (typeof value === "function" && name.startsWith("on")) el.addEventListener(name.slice(2).toLowerCase(), value);
  else if (name === "style" && value && typeof value === "object") style(el, value);
  else if (name === "dataset" && value) Object.assign(el.dataset, value);
  else if (name === "tabIndex") el.tabIndex = value; // always: a div reads −1 before it can have the focus at all
  else if (LIVE.has(name)) {
    if (el[name] !== value) el[name] = value ?? "";
  } else if (value === false || value === null || value === undefined) el.removeAttribute(name);
  else if (el.getAttribute(name) !== String(value === true ? "" : value)) el.setAttribute(name, value === true ? "" : String(value));
}

/**
 * @param {HTMLElement | SVGElement} el
 * @param {Record<string, string | number | null | undefined>} values
 */
export function style(el, values) {
  for (const name in values) {
    let css = CSS_NAMES.get(name);
    if (css === undefined) CSS_NAMES.set(name, (css = name.startsWith("--") ? name : name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)));
    const value = values[name];
    if (value === null || value === undefined) el.style.removeProperty(css);
    else el.style.setProperty(css, String(value));
  }
}

/**
 * Give an element its place; what else its style says stays. For what is placed by the hundred.
 * @param {HTMLElement} el @param {{left: number, top: number, width: number, height: number}} box in pixels
 */
export function standAt(el, box) {
  const css = el.style;
  css.left = `${box.left}px`;
  css.top = `${box.top}px`;
  css.width = `${box.width}px`;
  css.height = `${box.height}px`;
}

/** CSS names by the names that scripts give them. @type {Map<string, string>} */
const CSS_NAMES = new Map();

/**
 * @param {Node} el
 * @param {Child | Child[] | (Child | Child[])[]} child
 */
function append(el, child) {
  if (Array.isArray(child)) for (const one of child) append(el, one);
  else if (child instanceof Node) el.appendChild(child);
  else if (child !== null && child !== undefined && child !== false && child !== "") el.appendChild(document.createTextNode(String(child)));
}

/**
 * Replace everything in `el`.
 * @param {Element} el
 * @param {...(Child | Child[])} children
 */
export function fresh(el, ...children) {
  el.replaceChildren();
  append(el, children);
}

/**
 * Show these in `el`; what stands there already and looks the same is left alone, for what comes into a document is laid out and
 * drawn anew.
 * @param {Element} el
 * @param {Element[]} nodes
 */
export function renew(el, nodes) {
  const old = [...el.children];
  nodes.forEach((node, i) => {
    if (!old[i]) el.append(node);
    else if (!old[i].isEqualNode(node)) old[i].replaceWith(node);
  });
  for (const node of old.slice(nodes.length)) node.remove();
}

/**
 * Make what stands in `el` look like what stands in `like`, changing only what differs: an element that comes or goes, a drawing above
 * all, has the browser sort all layers of the map anew. Neither may have listeners.
 * @param {Element} el
 * @param {Element | DocumentFragment} like is used up
 */
export function morph(el, like) {
  const old = [...el.childNodes];
  const nodes = [...like.childNodes];
  nodes.forEach((node, i) => {
    const was = /** @type {any} */ (old[i]);
    if (!was) el.append(node);
    else if (was.nodeName !== node.nodeName) was.replaceWith(node);
    else if (node instanceof Element) {
      for (const { name } of [...was.attributes]) if (!node.hasAttribute(name)) was.removeAttribute(name);
      for (const { name, value } of node.attributes) if (was.getAttribute(name) !== value) was.setAttribute(name, value);
      morph(was, node);
    } else if (was.data !== /** @type {any} */ (node).data) was.data = /** @type {any} */ (node).data;
  });
  for (const node of old.slice(nodes.length)) node.remove();
}

/**
 * Set the text of an element, only where it differs (so that a live region speaks only when there is news).
 * @param {Element} el
 * @param {string} value
 */
export function text(el, value) {
  if (el.textContent !== value) el.textContent = value;
}

/**
 * The element that has the focus inside this element's document or shadow root.
 * @param {Node} el
 * @returns {Element | null}
 */
export function focused(el) {
  const root = el.getRootNode();
  return root instanceof Document || root instanceof ShadowRoot ? root.activeElement : null;
}

/**
 * Everything in `el` that Tab reaches, in order.
 * @param {Element} el
 * @returns {HTMLElement[]}
 */
export function tabbable(el) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (
    el.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex]")
  );
  return [...all].filter((e) => e.tabIndex >= 0 && !e.matches(":disabled") && e.getClientRects().length > 0);
}

let counter = 0;

/**
 * An id for `for`, `aria-labelledby` and the like, not used before on this page.
 * @param {string} [prefix]
 */
export function uid(prefix = "cx") {
  return `${prefix}-${++counter}`;
}
