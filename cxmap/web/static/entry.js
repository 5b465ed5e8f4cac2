// @ts-check
/**
 * The way in: takes the code or the secret of a link from behind the # (which no server is sent), sends the form as JSON, and
 * loads the next page whole. Without this script the form still works where something is typed.
 */
import { displayed, nextPage } from "./entry-words.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form"));
const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
/** @type {HTMLFormElement | null} */ const other = document.querySelector("form.other"); // go on as who one is elsewhere
const trouble = /** @type {HTMLElement} */ (document.getElementById("trouble"));
const { base = "", kind = "" } = form.dataset;
const words = button.textContent ?? "";
const behind = decodeURIComponent(location.hash.slice(1));
let busy = false;

/** @param {string} id @returns {HTMLInputElement | null} */
const field = (id) => /** @type {HTMLInputElement | null} */ (document.getElementById(id));

/** @param {string} sentence @param {string} [id] the field that it is about */
function say(sentence, id = "code") {
  trouble.textContent = sentence;
  const wrong = sentence ? field(kind === "sign-in" ? "passphrase" : id) : null;
  for (const input of form.querySelectorAll("input")) input.toggleAttribute("aria-invalid", false);
  if (wrong) wrong.setAttribute("aria-invalid", "true");
}

/** @param {boolean} on */
function wait(on) {
  busy = on;
  button.setAttribute("aria-disabled", String(on));
  button.textContent = on ? (button.dataset.busy ?? words) : words;
}

function prepare() {
  const code = field("code");
  if (kind === "join" && code) {
    if (behind) {
      code.value = displayed(behind);
      const lead = document.querySelector(".lead");
      if (lead) lead.textContent = "The code is here already. Say who you are, and you are in.";
    }
    (code.value ? field("name") : code)?.focus();
    if (behind && form.dataset.straight) void straight();
  } else if (kind === "sign-in") {
    field("passphrase")?.focus();
    field("show")?.addEventListener("change", () => {
      const input = field("passphrase");
      if (input) input.type = field("show")?.checked ? "text" : "password";
    });
  } else if (kind === "enter") {
    const token = field("token");
    if (token) token.value = behind;
    if (behind) history.replaceState(null, "", location.pathname); // not left in the history of a borrowed browser
    else say("The link is not complete. Copy it whole, from who sent it.");
    button.focus();
  }
}

/** Send fields as JSON; the answer, and what it says. @param {string} to @param {Record<string, any>} fields */
async function post(to, fields) {
  const response = await fetch(`${base}/${to}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fields),
    credentials: "same-origin",
    cache: "no-store",
  });
  return { response, answer: await response.json() };
}

/** Whoever comes by the poster of an idea board needs no name, and is there at once; a workshop asks for one. */
async function straight() {
  try {
    const { response, answer } = await post("join", { code: behind, straight: "yes" });
    if (busy) return;
    if (answer.url) location.replace(nextPage(kind, base, behind, answer.url));
    else if (!response.ok) say(answer.error);
  } catch {
    return; // said when they press the button
  }
}

/** @param {SubmitEvent} event @param {HTMLFormElement} sent */
async function send(event, sent) {
  event.preventDefault();
  if (busy) return;
  wait(true);
  say("");
  const fields = Object.fromEntries(new FormData(sent));
  try {
    const { response, answer } = await post(sent.dataset.kind ?? "", fields);
    if (response.ok) {
      location.assign(nextPage(kind, base, behind, answer.url));
      return; // the button stays as it is until the page is gone
    }
    say(answer.error, response.status === 422 && fields.code ? "name" : "code");
  } catch {
    say("cxmap does not answer. See that this device is in the room's network, then try again.");
  }
  wait(false);
}

for (const each of [form, ...(other ? [other] : [])]) each.addEventListener("submit", (event) => void send(event, each));

// A page that comes back from the browser's memory has its button free again.
addEventListener("pageshow", () => wait(false));
prepare();
