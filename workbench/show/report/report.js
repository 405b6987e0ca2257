// Marks and numbers open the passages they count; everything works as plain links without this script.
"use strict";
const MOST = 30; // passages shown at once: as many as anyone reads
const NEAR = 90; // characters of context on each side
const el = (tag, given = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...inside);
  return made;
};
const parse = (address) => /^(.+):(\d+)-(\d+)$/.exec(address) || [];

// The paragraphs of the article that an address touches, with the part of each: offsets count code points.
function parts(address) {
  const [, article, from, to] = parse(address);
  const body = article && document.getElementById(article);
  if (!body) return [];
  return [...body.querySelectorAll("p[data-start]")].flatMap((p) => {
    const words = [...p.querySelector(".w").textContent];
    const start = Number(p.dataset.start);
    const a = Math.max(0, Number(from) - start), b = Math.min(words.length, Number(to) - start);
    return a < words.length && b > 0 ? [{ p, words, a, b }] : [];
  });
}

function passage(address) {
  const found = parts(address);
  if (!found.length) return el("p", {}, address);
  const { p, words, a, b } = found[0];
  let before = words.slice(Math.max(0, a - NEAR), a).join(""), after = words.slice(b, b + NEAR).join("");
  if (a > NEAR) before = "… " + before.replace(/^\S*\s/, "");
  if (b + NEAR < words.length) after = after.replace(/\s\S*$/, "") + " …";
  const quote = el("blockquote", { dir: "auto" }, before, el("mark", {}, words.slice(a, b).join("")), after);
  const outlet = p.closest("article").dataset.label;
  const link = el("a", { href: "#" + address, className: "at" }, address);
  return el("div", { className: "passage" }, quote,
    el("p", { className: "quiet" }, el("bdi", {}, outlet), `, paragraph ${p.dataset.n} · `, link));
}

function show(opener, addresses, told, extra) {
  document.querySelectorAll(".panel.open").forEach((p) => p.remove());
  document.querySelectorAll(".chosen").forEach((c) => c.classList.remove("chosen"));
  document.querySelectorAll(".focused").forEach((c) => c.classList.remove("focused"));
  opener.classList.add("chosen");
  const figure = opener.closest("figure.chart");
  if (figure) figure.classList.add("focused");
  const list = el("div", { className: "list" });
  const more = (from) => {
    list.append(...addresses.slice(from, from + MOST).map(passage));
    const left = addresses.length - from - MOST;
    if (left > 0) {
      const button = el("button", { type: "button" }, `Show ${Math.min(left, MOST)} more of ${addresses.length}`);
      button.onclick = () => { button.remove(); more(from + MOST); };
      list.append(button);
    }
  };
  more(0);
  const count = addresses.length ? `${addresses.length} passage${addresses.length === 1 ? "" : "s"}` : "No passage";
  const head = el("h4", { tabIndex: -1 }, count, " ", el("span", { className: "quiet" }, told));
  const close = el("button", { type: "button", className: "close" }, "Close");
  const panel = el("section", { className: "panel open" }, close, head, ...(extra ? [extra] : []), list);
  panel.setAttribute("aria-label", "Passages");
  close.onclick = () => {
    panel.remove();
    opener.classList.remove("chosen");
    if (figure) figure.classList.remove("focused");
    opener.focus({ preventScroll: true });
  };
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") close.onclick(); });
  const host = figure ? figure.querySelector(".after") : opener.closest(".scroll") || opener.closest("p,li,dd") || opener;
  if (/^(LI|DD)$/.test(host.tagName)) host.append(panel);
  else host.after(panel);
  head.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "nearest" });
}

// An article may be folded: open it for whoever follows a link into it.
function unfold(element) {
  const folded = element && element.closest("details:not([open])");
  if (folded) folded.open = true;
  return Boolean(folded);
}

// The words of an address, marked in the article.
function mark(address) {
  document.querySelectorAll("mark.here").forEach((m) => { m.replaceWith(...m.childNodes); });
  for (const { p, a, b } of parts(address)) {
    p.querySelector(".w").normalize();
    const walk = document.createTreeWalker(p.querySelector(".w"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walk.nextNode()) nodes.push(walk.currentNode);
    let at = 0;
    for (const node of nodes) {
      const text = [...node.data], from = Math.max(0, a - at), to = Math.min(text.length, b - at);
      at += text.length;
      if (from >= to) continue;
      const middle = el("mark", { className: "here" }, text.slice(from, to).join(""));
      node.replaceWith(text.slice(0, from).join(""), middle, text.slice(to).join(""));
    }
  }
  const first = document.querySelector("mark.here");
  if (first) {
    unfold(first);
    first.tabIndex = -1;
    first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
  }
  return Boolean(first);
}

const back = el("button", { type: "button", className: "back", hidden: true }, "← Back to where you were");
back.onclick = () => history.back();
document.body.append(back);
// The mark nearest to where a finger touched: thin marks are hard to hit.
const REACH = 14;
function nearest(marks, x, y) {
  const far = (m) => {
    const box = m.getBoundingClientRect();
    return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  };
  const [best] = marks.map((m) => [far(m), m]).sort((a, b) => a[0] - b[0]);
  return best && best[0] <= REACH ? best[1] : null;
}

function arrive() {
  const address = decodeURIComponent(location.hash.slice(1));
  const target = document.getElementById(address);
  if (unfold(target)) target.scrollIntoView();
  back.hidden = !(parse(address).length && mark(address));
}
addEventListener("hashchange", arrive);

// Paper shows every article.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details.whole:not([open])")];
  folded.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => { folded.forEach((details) => { details.open = false; }); });

let left = null; // where the reader was before following a passage into the article
addEventListener("popstate", () => {
  if (left && !location.hash) { left.focus({ preventScroll: true }); left = null; }
});

for (const figure of document.querySelectorAll("figure.chart")) {
  const behind = JSON.parse(figure.querySelector("script").textContent);
  for (const drawing of figure.querySelectorAll(".draw")) {
    // One stop for the Tab key in each chart; arrow keys go from mark to mark.
    const marks = [...drawing.querySelectorAll("a[data-key]")].filter((m) => m.getAttribute("aria-hidden") !== "true");
    marks.forEach((m, n) => m.setAttribute("tabindex", n ? -1 : 0));
    drawing.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const now = marks.indexOf(document.activeElement);
      if (!step || now < 0) return;
      event.preventDefault();
      const next = marks[(now + step + marks.length) % marks.length];
      marks[now].setAttribute("tabindex", -1);
      next.setAttribute("tabindex", 0);
      next.focus();
    });
    drawing.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-key]") || nearest(marks, event.clientX, event.clientY);
      if (!link) return;
      event.preventDefault();
      const key = link.dataset.key;
      const beside = figure.querySelector(`template[data-key="${key}"]`);
      show(link, behind[key] || [], link.getAttribute("aria-label"), beside && el("div", {}, beside.content.cloneNode(true)));
    });
  }
}
document.addEventListener("click", (event) => {
  const word = event.target.closest("[data-mark]");
  if (word) location.hash = word.dataset.mark;
  const link = event.target.closest("a");
  if (!link) return;
  if (link.dataset.at) {
    event.preventDefault();
    show(link, link.dataset.at.split(" "), link.dataset.told || "");
  } else if (link.getAttribute("href") && parse(link.getAttribute("href").slice(1)).length) {
    left = link;
    if (link.getAttribute("href") === location.hash) mark(location.hash.slice(1));
  }
});
arrive();
