// The page as it happens: one line of events, three pictures, one click from a case to its words.
import { prepareAll, quote } from "./compose.js";
import { clear, mark, putCard, putClock, putLine, putStory, toEnd } from "./draw.js";
import { facts, say, send } from "./talk.js";

const all = (selector) => [...document.querySelectorAll(selector)];
const tabOf = (id) => all(".tabs a").find((link) => link.hash === `#${id}`);

function news(link, is) {
  link.querySelector(".news").hidden = !is;
}

function openTab(id) {
  document.body.dataset.tab = id;
  for (const link of all(".tabs a")) mark(link, link === tabOf(id));
  news(tabOf(id), false);
  all(`#${id} .log`).forEach(toEnd);
}

function openPerson(id) {
  for (const link of all(".people a")) mark(link, link.dataset.person === id);
  for (const log of all("#private .log")) log.hidden = log.dataset.chat !== id;
  const { elements } = document.querySelector("#private .compose");
  elements.chat.value = elements.who.value = id;
  news(document.querySelector(`[data-person="${id}"]`), false);
  toEnd(document.querySelector(`.log[data-chat="${id}"]`));
}

function lineCame(entry) {
  if (!putLine(entry)) return;
  if (entry.chat === "group") return news(tabOf("group"), document.body.dataset.tab !== "group");
  if (entry.side !== "bot") return;
  const link = document.querySelector(`[data-person="${entry.chat}"]`);
  news(link, !link.hasAttribute("aria-current"));
  news(tabOf("private"), document.body.dataset.tab !== "private");
}

function cardCame(card) {
  if (putCard(card)) news(tabOf("side"), document.body.dataset.tab !== "side");
}

function stateCame(state) {
  clear();
  trace("");
  state.entries.forEach(putLine);
  state.cases.forEach(putCard);
  putClock(state.clock);
  putStory(state.story);
  all(".log").forEach(toEnd);
}

// Mark the lines of a case in the group; "": of none.
function trace(id) {
  for (const button of all(".trace")) {
    const is = button.dataset.traces === id;
    button.setAttribute("aria-pressed", is);
    button.textContent = is ? facts.untrace : facts.trace;
  }
  for (const line of all("#group .line")) line.classList.toggle("traced", !!id && line.dataset.cases.split(" ").includes(id));
  const first = document.querySelector(".line.traced");
  if (!first) return;
  openTab("group");
  first.scrollIntoView({ block: "center" });
}

function showCase(id) {
  openTab("side");
  const card = document.querySelector(`.case[data-case="${id}"]`);
  if (!card) return;
  for (const other of all(".case")) other.classList.toggle("found", other === card);
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
}

function clicked(event) {
  const on = (selector) => event.target.closest(selector);
  const tab = on(".tabs a"), person = on(".people a"), traced = on(".trace"), shown = on("[data-shows]");
  if (tab || person) event.preventDefault();
  if (tab) openTab(tab.hash.slice(1));
  else if (person) openPerson(person.dataset.person);
  else if (traced) trace(traced.getAttribute("aria-pressed") === "true" ? "" : traced.dataset.traces);
  else if (shown) showCase(shown.dataset.shows);
  else if (on(".reply") || (on(".bubble") && !on("a") && !String(getSelection()))) quote(on(".line"));
}

function listen() {
  const events = new EventSource(`/events?since=${facts.since}`);
  const hear = (kind, act) => events.addEventListener(kind, (event) => act(JSON.parse(event.data)));
  hear("state", stateCame);
  hear("entry", lineCame);
  hear("case", cardCame);
  hear("clock", putClock);
  hear("story", putStory);
  let lost = false;
  events.onerror = () => {
    lost = true;
    say(facts.lost, true);
  };
  events.onopen = () => {
    if (lost) say(facts.back);
    lost = false;
  };
}

document.documentElement.classList.add("js");
prepareAll();
openTab(location.hash.length > 1 && tabOf(location.hash.slice(1)) ? location.hash.slice(1) : "group");
document.addEventListener("click", clicked);
document.addEventListener("submit", (event) => {
  if (event.target.matches(".compose")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});
addEventListener("load", () => all(".log").forEach(toEnd)); // once pictures have their size
listen();
