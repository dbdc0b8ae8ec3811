// Draws the explorer. Whatever comes from articles is set as text (textContent), never as markup, and an address becomes a
// link only if it is http or https.

const SVG = "http://www.w3.org/2000/svg";
const WAIT = 300; // milliseconds between the last change of a control and the question
const BAR = { width: 150, height: 18 };
const ON_DEMAND = ["topics", "naming", "speaking", "gap"];
const VOICES = { quoted: "quoted", reported: "reported", scare: "scare quotes" };
let ids = 0;

/** An element with attributes and children; strings become text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, handler] of Object.entries(value)) element.addEventListener(event, handler);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Text of an article or a user, kept from turning its surroundings about. */
const foreign = (text) => make("bdi", {}, text);

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** An estimate with its interval and the band of chance; the same numbers stand beside it as text. */
function drawnBar(cell, column) {
  if (cell.value === null || !column.scale) return make("span", { class: "fx-numbers" }, cell.text);
  const [low, high] = column.scale;
  const place = (value) => 6 + ((BAR.width - 12) * (value - low)) / (high - low);
  const middle = BAR.height / 2;
  const svg = shape("svg", {
    width: BAR.width, height: BAR.height, viewBox: `0 0 ${BAR.width} ${BAR.height}`, "aria-hidden": "true",
  });
  if (cell.band) {
    const [from, to] = cell.band.map(place);
    svg.append(shape("rect", { x: from, y: 2, width: Math.max(to - from, 1), height: BAR.height - 4, class: "fx-band" }));
  }
  if (column.null !== null) {
    const at = place(column.null);
    svg.append(shape("line", { x1: at, x2: at, y1: 0, y2: BAR.height, class: "fx-null" }));
  }
  if (cell.low !== null && cell.high !== null) {
    const ends = { x1: place(cell.low), x2: place(cell.high), y1: middle, y2: middle };
    svg.append(shape("line", { ...ends, class: "fx-interval" }));
  }
  svg.append(shape("circle", { cx: place(cell.value), cy: middle, r: 4, class: "fx-dot" }));
  return make("span", { class: "fx-drawn" }, svg, make("span", { class: "fx-numbers" }, cell.text));
}

class Explorer {
  constructor(model, root) {
    this.model = model;
    this.root = root;
    this.opening = model.get("opening");
    this.number = 0;
    this.readings = 0;
    this.sections = {};
    this.heard = (message) => this.hear(message);
    model.on("msg:custom", this.heard);
    this.build();
    this.ask();
  }

  close() {
    this.model.off("msg:custom", this.heard);
    clearTimeout(this.waiting);
  }

  // --- what is chosen ---------------------------------------------------------------------------------------------

  build() {
    const panel = make("div", { class: "fx", role: "region", "aria-label": "Explorer", "data-lm-suppress-shortcuts": "true" });
    this.status = make("p", { class: "fx-status", role: "status", "aria-live": "polite" });
    this.progress = make("progress", { "aria-label": "Progress", hidden: true });
    this.stopper = make("button", { type: "button", hidden: true, on: { click: () => this.stop() } }, "Stop");
    panel.append(
      this.controls(),
      make("div", { class: "fx-work" }, this.status, this.progress, this.stopper),
      ...Object.entries(this.opening.sections).map(([name, title]) => this.section(name, title)),
    );
    this.root.append(panel);
  }

  controls() {
    const asked = this.opening.question;
    const change = { change: () => this.askSoon() };
    // JupyterLab keeps Enter from submitting a form.
    const enter = (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      event.target.form.requestSubmit();
    };
    const boxes = this.opening.outlets.map((outlet) => {
      const box = make("input", { type: "checkbox", value: outlet.name, on: change });
      box.checked = asked.outlets.includes(outlet.name);
      const stories = make("span", { class: "fx-quiet" }, ` ${outlet.stories.toLocaleString("en")}`);
      return make("label", { class: "fx-choice" }, box, foreign(outlet.label), stories);
    });
    this.boxes = boxes.map((label) => label.querySelector("input"));
    this.about = make("input", { type: "text", size: 18, placeholder: "Syria, Aleppo", autocomplete: "off", on: { ...change, keydown: enter } });
    this.about.value = asked.about.join(", ");
    const [first, last] = this.opening.span;
    this.dates = asked.period.map((value) => {
      const date = make("input", { type: "date", min: first, max: last, on: change });
      date.value = value;
      return date;
    });
    this.voice = make(
      "select", { on: change },
      ...Object.entries(this.opening.voices).map(([value, label]) => make("option", { value }, label)),
    );
    this.voice.value = asked.voice;
    const texts = this.opening.texts;
    for (const control of [this.about, this.voice]) control.disabled = !texts;
    const field = (label, control) => make("label", { class: "fx-field" }, make("span", {}, label), control);
    this.word = make("input", { type: "text", size: 14, autocomplete: "off", disabled: !texts, on: { keydown: enter } });
    const read = make("button", { type: "submit", disabled: !texts }, "Read sentences");
    const find = (event) => {
      event.preventDefault();
      this.read({ word: this.word.value }, read, this.finder);
    };
    this.finder = make("form", { class: "fx-find", on: { submit: find } }, field("Any word, from each outlet", this.word), read);
    const choose = make(
      "form", { class: "fx-controls", on: { submit: (event) => { event.preventDefault(); this.ask(); } } },
      make("fieldset", {}, make("legend", {}, "Outlets (stories); two or more"), ...boxes),
      make(
        "fieldset", { class: "fx-fields" }, make("legend", {}, "Articles"),
        field("About words that begin with", this.about), field("From", this.dates[0]), field("To", this.dates[1]),
        field("Whose words", this.voice), make("button", { type: "submit", class: "fx-hidden" }, "Compare"),
      ),
    );
    return make("div", {}, choose, this.finder);
  }

  question() {
    return {
      outlets: this.boxes.filter((box) => box.checked).map((box) => box.value),
      about: this.about.value.split(",").map((word) => word.trim()).filter(Boolean),
      period: this.dates.map((date) => date.value),
      voice: this.voice.value,
    };
  }

  askSoon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.ask(), WAIT);
  }

  ask() {
    clearTimeout(this.waiting);
    this.number += 1;
    this.open = 1;
    this.closeReading(false);
    for (const section of Object.values(this.sections)) section.renew();
    this.busy("Comparing");
    this.model.send({ kind: "ask", number: this.number, question: this.question() });
    setTimeout(() => this.stillWaiting(this.number), 5000, this.number);
  }

  stillWaiting() {
    if (this.open > 0 && this.progress.hidden && !this.answered) this.say("Waiting for the kernel; it may be running a cell.");
  }

  stop() {
    this.model.send({ kind: "stop" });
    this.number += 1; // what was under way belongs to no question any more
    this.open = 0;
    for (const section of Object.values(this.sections)) section.stopped();
    this.rest("Stopped.");
  }

  // --- what is answered -------------------------------------------------------------------------------------------

  hear(answer) {
    if (answer.kind === "read" || answer.reading) return this.hearReading(answer);
    if (answer.number !== this.number) return undefined; // of an older question
    this.answered = true;
    if (answer.kind === "progress") return this.showProgress(answer);
    if (answer.kind === "done") return this.done();
    const section = this.sections[answer.section];
    if (answer.kind === "section") section.show(answer);
    else if (answer.kind === "later") section.later();
    else if (section) section.fail(answer.message);
    else this.fail(answer.message);
    return undefined;
  }

  hearReading(answer) {
    if (this.reading && answer.number === this.readings) this.reading.show(answer);
  }

  fail(message) {
    for (const section of Object.values(this.sections)) section.stopped();
    this.failed = message;
    this.open = 1;
    this.done();
  }

  showProgress({ done, total, label }) {
    this.progress.hidden = false;
    this.progress.max = total;
    this.progress.value = done;
    this.progress.setAttribute("aria-label", label);
    this.say(`Working: ${label}`);
  }

  busy(words) {
    this.failed = null;
    this.answered = false;
    this.say(`${words} ...`);
    this.stopper.hidden = false;
  }

  done() {
    this.open -= 1;
    if (this.open > 0) return;
    this.open = 0;
    this.rest(this.failed || "Ready. Click a word, a name or a speaker to read its sentences.");
    this.status.classList.toggle("fx-error", Boolean(this.failed));
  }

  rest(words) {
    this.progress.hidden = true;
    this.stopper.hidden = true;
    this.say(words);
  }

  say(words) {
    this.status.classList.remove("fx-error");
    if (this.status.textContent !== words) this.status.textContent = words;
  }

  // --- sections ---------------------------------------------------------------------------------------------------

  section(name, title) {
    const demanded = ON_DEMAND.includes(name);
    const section = new Section(this, name, title, demanded);
    this.sections[name] = section;
    return section.element;
  }

  want(name) {
    this.open += 1;
    if (this.open === 1) this.busy("Computing");
    this.model.send({ kind: "section", section: name, number: this.number });
  }

  // --- sentences --------------------------------------------------------------------------------------------------

  read(look, opener, place) {
    this.closeReading(false);
    this.readings += 1;
    this.reading = new Reading(this, opener, place);
    this.model.send({ kind: "read", number: this.readings, look });
  }

  closeReading(back = true) {
    if (!this.reading) return;
    const { element, opener } = this.reading;
    element.remove();
    opener.removeAttribute("aria-expanded");
    this.reading = null;
    if (back && opener.isConnected) opener.focus();
  }
}

class Section {
  constructor(explorer, name, title, demanded) {
    this.explorer = explorer;
    this.name = name;
    this.demanded = demanded;
    const id = `fx-${(ids += 1)}`;
    this.button = make("button", { type: "button", on: { click: () => this.demand() } }, `Show`);
    this.button.setAttribute("aria-label", `Show: ${title}`);
    this.body = make("div", { class: "fx-body" });
    const head = make("div", { class: "fx-head" }, make("h3", { id }, title), this.button);
    this.element = make("section", { "aria-labelledby": id, "data-section": name }, head, this.body);
    this.renew();
  }

  /** A new question: what was asked for is out of date, what comes by itself is on its way. */
  renew() {
    this.button.hidden = !this.demanded;
    this.element.classList.toggle("fx-old", !this.demanded && this.body.childElementCount > 0);
    this.element.setAttribute("aria-busy", String(!this.demanded));
    if (this.demanded) this.body.replaceChildren();
  }

  demand() {
    this.button.hidden = true;
    this.element.setAttribute("aria-busy", "true");
    this.body.replaceChildren(make("p", { class: "fx-quiet" }, "Computing ..."));
    this.explorer.want(this.name);
  }

  later() {
    this.settle();
    this.body.replaceChildren(make("p", { class: "fx-quiet" }, "Many articles: this takes a while, so it waits until asked for."));
    this.button.hidden = false;
  }

  stopped() {
    if (this.element.getAttribute("aria-busy") !== "true") return;
    this.settle();
    this.body.replaceChildren();
    this.button.hidden = false;
  }

  fail(message) {
    this.settle();
    this.body.replaceChildren(make("p", { class: "fx-error" }, message));
  }

  settle() {
    this.element.classList.remove("fx-old");
    this.element.setAttribute("aria-busy", "false");
    this.button.hidden = true;
    this.button.textContent = "Show";
  }

  show(answer) {
    this.settle();
    const guard = this.name === "design" ? "fx-guard" : "fx-notes";
    const notes = make("ul", { class: guard }, ...answer.notes.map((note) => make("li", {}, note)));
    const choices = answer.tables.filter((table) => table.choice);
    const tables = choices.length > 1 ? this.chosen(choices) : answer.tables.map((table) => this.table(table));
    const parts = [make("p", { class: "fx-meaning" }, answer.meaning)];
    if (this.name === "design") parts.push(notes, ...tables);
    else parts.push(...tables, notes);
    if (answer.full) {
      this.button.hidden = false;
      this.button.textContent = "Compute from all stories";
    }
    this.body.replaceChildren(...parts, codeOf(answer.code, this.explorer));
  }

  /** Several tables, one seen at a time. */
  chosen(tables) {
    const place = make("div");
    const select = make("select", {}, ...tables.map((table, at) => make("option", { value: at }, table.choice)));
    const swap = () => {
      this.last = tables[select.value].choice;
      place.replaceChildren(this.table(tables[select.value]));
    };
    const kept = tables.findIndex((table) => table.choice === this.last);
    select.value = Math.max(kept, 0);
    select.addEventListener("change", swap);
    swap();
    return [make("label", { class: "fx-field fx-contrast" }, make("span", {}, "Contrast"), select), place];
  }

  table({ caption, columns, rows, shown }) {
    const body = make("tbody");
    const cells = rows.map((row, at) => this.row(row, columns, rows, at));
    body.append(...cells.slice(0, shown));
    const head = make("tr", {}, ...columns.map((column) => make("th", { scope: "col", class: `fx-${column.kind}` }, foreign(column.label))));
    const drawn = make("table", {}, make("caption", {}, foreign(caption)), make("thead", {}, head), body);
    const frame = make("div", { class: "fx-scroll", tabindex: 0, role: "region", "aria-label": `Table: ${caption}` }, drawn);
    const place = make("div", { class: "fx-table" }, frame);
    if (rows.length > shown) {
      const more = make("button", { type: "button", class: "fx-more" }, `Show all ${rows.length} rows`);
      more.addEventListener("click", () => {
        body.append(...cells.slice(shown));
        more.remove();
        frame.focus();
      });
      place.append(more);
    }
    return place;
  }

  row(row, columns, rows, at) {
    const same = (column) => at > 0 && columns[column].kind === "group" && rows[at - 1][column] === row[column];
    const first = columns.findIndex((column) => column.kind === "head" || column.kind === "look");
    const cells = row.map((cell, column) => {
      const { kind } = columns[column];
      const named = column === first;
      const content = same(column) ? make("span", { class: "fx-ditto" }, cell) : this.cell(cell, columns[column]);
      return make(named ? "th" : "td", { scope: named ? "row" : null, class: `fx-${kind}` }, content);
    });
    const opens = columns.some((column, place) => column.kind === "group" && !same(place));
    return make("tr", { class: opens && at > 0 ? "fx-opens" : null }, ...cells);
  }

  cell(cell, column) {
    if (column.kind === "bar") return drawnBar(cell, column);
    if (column.kind === "look") return this.look(cell);
    if (column.kind === "looks") return make("span", { class: "fx-words" }, ...cell.map((one) => this.look(one)));
    return foreign(cell);
  }

  look({ label, look }) {
    if (!this.explorer.opening.texts) return foreign(label);
    const button = make("button", { type: "button", class: "fx-look", title: "Read its sentences" }, foreign(label));
    button.addEventListener("click", () => {
      const row = button.closest(".fx-table");
      this.explorer.read(look, button, row);
    });
    return button;
  }
}

class Reading {
  constructor(explorer, opener, place) {
    this.explorer = explorer;
    this.opener = opener;
    const id = `fx-${(ids += 1)}`;
    this.heading = make("h4", { id, tabindex: -1 }, "Looking for its sentences ...");
    const close = make("button", { type: "button", on: { click: () => explorer.closeReading() } }, "Close");
    this.body = make("div");
    this.element = make(
      "section", { class: "fx-reading", "aria-labelledby": id }, make("div", { class: "fx-head" }, this.heading, close), this.body,
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") explorer.closeReading();
    });
    opener.setAttribute("aria-expanded", "true");
    place.after(this.element);
  }

  show(answer) {
    if (answer.kind === "error") {
      this.heading.textContent = "Nothing to read";
      this.body.replaceChildren(make("p", { class: "fx-error" }, answer.message));
    } else if (answer.kind === "read") {
      this.heading.replaceChildren("Sentences with “", foreign(answer.title), "”");
      const columns = make("div", { class: "fx-columns" }, ...answer.columns.map((column) => this.column(column)));
      this.body.replaceChildren(columns, codeOf(answer.code, this.explorer));
    } else return;
    this.heading.focus({ preventScroll: true });
    this.element.scrollIntoView({ block: "nearest" });
  }

  column({ outlet, stories, sentences }) {
    const count = stories === null ? "" : `: in ${stories.toLocaleString("en")} ${stories === 1 ? "story" : "stories"}`;
    const heading = make("h5", {}, foreign(outlet), make("span", { class: "fx-quiet" }, count));
    const none = sentences.length ? null : make("p", { class: "fx-quiet" }, "No sentence in these articles.");
    return make("div", { class: "fx-column" }, heading, none, ...sentences.map((sentence) => this.sentence(sentence)));
  }

  sentence({ title, date, url, voice, parts, cut }) {
    const safe = /^https?:\/\//i.test(url || "");
    const named = safe ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, foreign(title)) : foreign(title);
    const words = make("blockquote", { dir: "auto" });
    for (const part of parts) {
      const label = VOICES[part.voice];
      const last = words.lastElementChild;
      const fresh = label && (!last || last.dataset.voice !== part.voice);
      const tag = fresh ? make("span", { class: "fx-tag" }, label) : null;
      const text = part.match ? make("mark", {}, part.text) : part.text;
      words.append(make("span", { class: `fx-voice fx-voice-${part.voice}`, "data-voice": part.voice }, tag, text));
    }
    if (cut) words.append(" ...");
    const source = make("p", { class: "fx-source" }, named, ` · ${date} · `, make("b", {}, voice));
    return make("article", {}, words, source);
  }
}

/** The code of a result: a button that copies it, and the text itself to select. */
function codeOf(code, explorer) {
  const text = make("pre", { tabindex: 0, "aria-label": "Code" }, make("code", {}, code));
  const details = make("details", { class: "fx-code" }, make("summary", {}, "Code that gives the same table"), text);
  const copy = make("button", { type: "button" }, "Copy code");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code);
      explorer.say("Code copied: paste it into a cell.");
    } catch {
      details.open = true;
      getSelection().selectAllChildren(text);
      explorer.say("The browser does not let this page copy; the code is selected: press Ctrl+C or Cmd+C.");
    }
  });
  return make("div", { class: "fx-take" }, copy, details);
}

export default {
  render({ model, el }) {
    const explorer = new Explorer(model, el);
    return () => explorer.close();
  },
};
