// Lines and cases: copies of the page's own templates, filled with text and never with markup.

const make = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const slot = (node, name) => node.querySelector(`[data-slot="${name}"]`);

function fill(node, name, value) {
  const place = slot(node, name);
  place.textContent = value;
  place.hidden = !value;
}

function chip([id, number]) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip";
  button.dataset.shows = id;
  button.textContent = `${number}号`;
  return button;
}

function fillLine(node, entry) {
  node.className = `line ${entry.side}`;
  node.dataset.id = entry.id;
  node.dataset.cases = entry.cases.map(([id]) => id).join(" ");
  for (const name of ["above", "name", "text", "quote"]) fill(node, name, entry[name]);
  const face = slot(node, "face");
  face.textContent = entry.face;
  face.className = `face c${entry.colour}`;
  const photo = slot(node, "photo");
  photo.hidden = !entry.photo;
  if (entry.photo && !photo.hasAttribute("href")) {
    photo.href = photo.firstElementChild.src = `/photo/${entry.photo}`;
  }
  node.querySelector(".chips").replaceChildren(...entry.cases.map(chip));
  slot(node, "silent").textContent = entry.silent;
  node.querySelector(".silent").hidden = !entry.silent;
}

function fillCard(node, card) {
  node.classList.toggle("ended", !card.open);
  node.classList.toggle("late", card.overdue);
  node.dataset.case = card.id;
  node.dataset.state = card.state;
  for (const name of ["number", "matter", "state_label", "urgency_label", "who", "due"]) fill(node, name, String(card[name]));
  slot(node, "private").hidden = !card.private;
  slot(node, "urgency_label").className = `tag ${card.urgency}`;
  node.querySelector(".trace").dataset.traces = card.id;
  for (const list of node.querySelectorAll("[data-list]")) {
    const items = card[list.dataset.list];
    list.hidden = !items.length;
    list.replaceChildren(...items.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  }
}

const follows = (log) => log.scrollHeight - log.scrollTop - log.clientHeight < 160;

// Puts a line where it belongs; true where it is new.
export function putLine(entry) {
  const log = document.querySelector(`.log[data-chat="${entry.chat}"]`);
  if (!log) return false;
  const known = log.querySelector(`[data-id="${entry.id}"]`);
  const following = follows(log);
  const node = known || make("line-template");
  fillLine(node, entry);
  if (!known) log.append(node);
  if (following) toEnd(log);
  if (following && !known) node.querySelector("img").onload = () => toEnd(log); // a tall picture was not measured yet
  return !known;
}

// Puts a case on top; true where it is new.
export function putCard(card) {
  const cases = document.querySelector("[data-cases]:not(.line)");
  const known = cases.querySelector(`[data-case="${card.id}"]`);
  const node = known || make("card-template");
  fillCard(node, card);
  if (!known) {
    node.classList.add("new");
    cases.querySelector(".empty").after(node);
  } else {
    node.classList.remove("changed");
    void node.offsetWidth; // lets the animation begin anew
    node.classList.add("changed");
  }
  document.querySelector("[data-count]").textContent = cases.querySelectorAll(".case").length;
  return !known;
}

// The one of several that is shown.
export function mark(node, is) {
  if (is) node.setAttribute("aria-current", "true");
  else node.removeAttribute("aria-current");
}

export function toEnd(log) {
  log.scrollTop = log.scrollHeight;
}

export function clear() {
  for (const node of document.querySelectorAll(".line, .case")) node.remove();
  document.querySelector("[data-count]").textContent = "";
}

export function putClock({ text, busy }) {
  document.querySelector("[data-clock]").textContent = text;
  document.querySelector(".clock").classList.toggle("busy", busy);
}

export function putStory(story) {
  const player = document.querySelector(".player");
  player.hidden = story.state === "none";
  player.dataset.state = story.state;
  for (const place of player.querySelectorAll("[data-story]")) place.textContent = story[place.dataset.story];
  const progress = player.querySelector("progress");
  progress.max = Math.max(story.steps, 1);
  progress.value = story.step;
  for (const button of document.querySelectorAll(".story")) {
    mark(button, button.dataset.name === story.name);
  }
}
