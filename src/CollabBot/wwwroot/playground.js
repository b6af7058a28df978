// The little that a server-rendered chat needs in the browser: sending with Enter, staying at the newest message, tabs, our own confirm dialog.
"use strict";

const scroll = document.getElementById("scroll");
const composer = document.getElementById("composer");
const box = composer.elements.text;
const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; };
const grow = () => { box.style.height = "auto"; box.style.height = box.scrollHeight + 2 + "px"; };

const newest = document.getElementById("newest");

// Only a reader who scrolls up stops following; content that grows moves the end away, too, but means nothing
let follow = true;
let lastTop = 0;
scroll.addEventListener("scroll", () => {
  if (atEnd()) follow = true;
  else if (scroll.scrollTop < lastTop) follow = false;
  lastTop = scroll.scrollTop;
  newest.hidden ||= follow;
}, { passive: true });
newest.addEventListener("click", () => { newest.hidden = true; follow = true; toEnd(); });
new ResizeObserver(() => { if (follow) toEnd(); }).observe(document.getElementById("messages"));
new ResizeObserver(() => { if (follow) toEnd(); }).observe(scroll);
toEnd();
grow();

// Composer
box.addEventListener("input", grow);
box.addEventListener("keydown", event => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (box.value.trim()) htmx.trigger(composer, "submit");
});
composer.addEventListener("click", event => {
  const text = event.target.dataset?.fill;
  if (text === undefined) return;
  box.value = text;
  grow();
  box.focus();
});
composer.addEventListener("htmx:beforeRequest", () => { follow = true; });
composer.addEventListener("htmx:afterRequest", event => {
  if (!event.detail.successful) return;
  box.value = "";
  grow();
});

// Only what is newer than the last message shown; two answers that overlap must not show one message twice
document.body.addEventListener("htmx:configRequest", event => {
  if (event.detail.elt.id !== "tail") return;
  event.detail.parameters.after = document.querySelector("#messages > :last-child")?.dataset.seq ?? 0;
});
document.body.addEventListener("htmx:afterSwap", event => {
  if (event.detail.target.id !== "messages") return;
  newest.hidden = follow;
  const seen = new Set();
  for (const message of [...document.querySelectorAll("#messages > .message")])
    if (seen.has(message.id)) message.remove(); else seen.add(message.id);
});

// Details that were open stay open when their pane is drawn again
let open = [];
document.body.addEventListener("htmx:beforeSwap", event => {
  open = [...event.detail.target.querySelectorAll("details[open][data-key]")].map(d => d.dataset.key);
});
document.body.addEventListener("htmx:afterSwap", event => {
  for (const details of event.detail.target.querySelectorAll("details[data-key]"))
    if (open.includes(details.dataset.key)) details.open = true;
});

// A submitted form says so; it stays, so that a refused one can be corrected
document.body.addEventListener("htmx:afterRequest", event => {
  const form = event.detail.elt.closest?.(".card-form");
  if (form) form.querySelector(".sent").hidden = !event.detail.successful;
});

// A journey ends at what it brought
document.getElementById("clock").addEventListener("htmx:beforeRequest", event => { if (event.target.matches("button")) { follow = true; toEnd(); } });

// Tabs on a phone
document.querySelector(".tabs").addEventListener("click", event => {
  const pane = event.target.dataset?.show;
  if (pane === undefined) return;
  document.body.dataset.pane = pane;
  if (pane === "talk" && follow) toEnd();
});

// A card's button says its command line; one that destroys something asks first
const confirmDialog = document.getElementById("confirm");
const ask = question => new Promise(resolve => {
  confirmDialog.querySelector("p").textContent = question;
  confirmDialog.returnValue = "";
  confirmDialog.onclose = () => resolve(confirmDialog.returnValue === "yes");
  confirmDialog.showModal();
});
document.getElementById("messages").addEventListener("click", async event => {
  const button = event.target.closest("button[data-line]");
  if (!button || button.disabled || (button.dataset.confirm && !await ask(button.dataset.confirm))) return;
  button.disabled = true;
  try {
    const message = button.closest(".message").id.slice(2);
    await htmx.ajax("POST", document.body.dataset.press, { source: button, swap: "none", values: { line: button.dataset.line, message } });
  } finally {
    button.disabled = false;
  }
});

// After a restart of the service the page's token is old
document.body.addEventListener("htmx:responseError", event => { if (event.detail.xhr.status === 400) location.reload(); });

// The persona and the chat in use are visible in a row that scrolls
for (const current of document.querySelectorAll(".personas [aria-current]")) current.scrollIntoView({ block: "nearest", inline: "nearest" });
