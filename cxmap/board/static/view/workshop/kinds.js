// @ts-check
/** What a new step of a kind begins with: minutes, the lanes it opens, what the projector shows. DOM-free; `cxmap/model/vocabulary.py` names the kinds. */

/** @type {Record<string, Record<string, any>>} */
const STARTS = {
  welcome: { minutes: 5, view: "join", prompt: "Who are you, and what do you know about this customer?" },
  understand: { minutes: 8, view: "question", prompt: "Whose journey is it? What do they need, and what worries them?" },
  task: { minutes: 8, lanes: "action thought", view: "cards", prompt: "What does the customer try to complete here, and which questions do they have?" },
  channels: { minutes: 8, lanes: "touchpoint", view: "cards", prompt: "Where do they meet us, and through which channels?" },
  emotions: { minutes: 8, lanes: "emotion thought", view: "map", prompt: "How does it feel? Is there a rush? Do they need reassurance?" },
  weaknesses: { minutes: 8, lanes: "pain", view: "cards", private: "on", prompt: "What do we know needs improvement?" },
  moments: { minutes: 5, lanes: "touchpoint moment", view: "map", prompt: "Which contacts are critical to success?" },
  people: { minutes: 8, lanes: "frontstage backstage support", view: "cards", prompt: "Who inside is involved? Where do we manage this apart?" },
  clean: { minutes: 5, view: "cards", prompt: "What was said twice?" },
  rate: { minutes: 5, view: "rating", about: "touchpoint", prompt: "How does the customer feel here?" },
  vote: { minutes: 4, view: "votes", about: "pain", votes: 3, prompt: "Which of these should we solve first?" },
  place: { minutes: 6, view: "matrix", about: "opportunity", prompt: "How much is it worth, and how much work is it?" },
  improve: { minutes: 10, lanes: "opportunity", view: "pains", prompt: "What would remove the pain?" },
  test: { minutes: 8, view: "question", prompt: "What will we try first, and how will we know that it works?" },
  decide: { minutes: 10, view: "decisions", prompt: "What do we do, who owns it, and by when?" },
  pause: { minutes: 10, view: "question", prompt: "Back in a moment." },
  close: { minutes: 3, view: "decisions", prompt: "What do you take along?" },
  free: { minutes: 5, view: "question" },
};

/** The fields of a new step. @param {string} kind @param {string} title */
export const startOf = (kind, title) => ({ kind, title: title.replace(/^\d+ /, ""), ...STARTS[kind] });

/** How long a new step of a kind is planned for. @param {string} kind @returns {number} */
export const minutesOf = (kind) => STARTS[kind]?.minutes ?? 5;

/** What asks for votes, and what asks about cards. @param {string} kind */
export const askedAbout = (kind) => kind === "rate" || kind === "vote" || kind === "place";
