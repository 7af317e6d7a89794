// Where words are written: whom one speaks as, what is quoted, which photo goes along.
import { facts, say, send } from "./talk.js";

const attached = (form, what) => form.querySelector(`[data-attached="${what}"]`);

function attach(form, what, text) {
  const line = attached(form, what);
  line.hidden = !text;
  line.firstElementChild.textContent = text;
}

function showOther(form) {
  const select = form.elements.who;
  if (select.tagName === "SELECT") form.elements.other.hidden = select.value !== "";
}

function setPhoto(form) {
  const file = form.elements.photo.files[0];
  if (file && file.size > Number(facts.largest)) {
    form.elements.photo.value = "";
    say(facts.tooLarge);
    return setPhoto(form);
  }
  const drawn = form.querySelector('[name="sample"]:checked');
  const name = file ? file.name : drawn ? drawn.getAttribute("aria-label") : "";
  attach(form, "photo", name && facts.photo + name);
}

function dropPhoto(form) {
  form.elements.photo.value = "";
  for (const drawn of form.querySelectorAll('[name="sample"]')) drawn.checked = false;
  setPhoto(form);
}

function dropQuote(form) {
  form.elements.quote.value = "";
  attach(form, "quote", "");
}

function grow(area) {
  area.rows = Math.min(4, 1 + (area.value.match(/\n/g) || []).length);
}

function trySentence(form, { who, text, sample }) {
  const { elements } = form;
  if (who) elements.who.value = who;
  elements.text.value = text;
  dropPhoto(form);
  if (sample) form.querySelector(`[name="sample"][value="${sample}"]`).checked = true;
  setPhoto(form);
  showOther(form);
  grow(elements.text);
  elements.text.focus();
}

function empty(form) {
  form.elements.text.value = "";
  dropPhoto(form);
  dropQuote(form);
  grow(form.elements.text);
  form.querySelector(".album").open = false;
  form.elements.text.focus();
}

// The field is empty at once, for the next words; what was not taken comes back into it.
async function speak(form, submitter) {
  const { text, photo, quote } = form.elements;
  const [words, quoted, shown] = [text.value, quote.value, attached(form, "quote").firstElementChild.textContent];
  const files = new DataTransfer(); // of its own: what the field holds goes when the field is emptied
  for (const file of photo.files) files.items.add(file);
  const sent = send(form, submitter);
  empty(form);
  if ((await sent) || text.value) return;
  text.value = words;
  photo.files = files.files;
  quote.value = quoted;
  attach(form, "quote", shown);
  setPhoto(form);
}

// Quote a line in the chat that it stands in.
export function quote(line) {
  const form = line.closest(".phone").querySelector(".compose");
  const words = line.querySelector(".text").textContent || line.querySelector("img").alt;
  form.elements.quote.value = line.dataset.id;
  attach(form, "quote", `${facts.quote}${line.querySelector(".name").textContent}：${words}`);
  form.elements.text.focus();
}

function prepare(form) {
  showOther(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    speak(form, event.submitter);
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "who") showOther(form);
    if (event.target.name === "photo" || event.target.name === "sample") {
      setPhoto(form);
      form.querySelector(".album").open = false;
      form.elements.text.focus();
    }
  });
  form.elements.text.addEventListener("input", (event) => grow(event.target));
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.querySelector(".tries").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) trySentence(form, button.dataset);
  });
  attached(form, "photo").querySelector("button").addEventListener("click", () => dropPhoto(form));
  attached(form, "quote").querySelector("button").addEventListener("click", () => dropQuote(form));
}

export function prepareAll() {
  document.querySelectorAll(".compose").forEach(prepare);
}
