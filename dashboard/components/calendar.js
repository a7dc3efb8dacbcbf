/* A grid of days: drawn anew from `data` on each change, with one tab stop, arrow keys and the focus kept. */

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  drug: "M3.2 8.6 8.6 3.2a2.97 2.97 0 0 1 4.2 4.2L7.4 12.8a2.97 2.97 0 0 1-4.2-4.2ZM5.9 5.9l4.2 4.2",
  aura: "M1.5 11 4.5 5l3 6 3-6 3 6 2-4",
  menstruation: "M8 2c2.6 3.4 4 5.4 4 7.5a4 4 0 0 1-8 0C4 7.4 5.4 5.4 8 2Z",
  note: "M3 2.5h10v11H3zM5.5 6h5M5.5 9h5",
  retrospective: "M3.2 5.5A5.5 5.5 0 1 1 2.5 9M3 2v3.7h3.7M8 5v3.5l2.3 1.5",
};

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".calendar");
  const focused = root.getRootNode().activeElement?.dataset?.date ?? null;
  const scope = { data, root, pick: (date) => setTriggerValue("picked", date) };
  const colours = isDark(root) ? data.dark : data.light;
  for (const [name, value] of Object.entries(colours)) root.style.setProperty(name, value);
  root.lang = data.language;
  root.classList.toggle("strip", data.is_strip);
  root.replaceChildren(table(scope), key(data.key));
  const kept = dayButton(root, focused) ? focused : null;
  rove(scope, kept ?? data.selected ?? data.start, focused !== null);
  root.onkeydown = (event) => travel(scope, event);
  root.onclick = (event) => choose(scope, event.target.closest("button.day"));
}

function isDark(root) {
  root.style.backgroundColor = "var(--st-background-color, white)";
  const [red, green, blue] = getComputedStyle(root).backgroundColor.match(/[\d.]+/g).map(Number);
  root.style.backgroundColor = "";
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

function table({ data }) {
  const grid = make("table", "", { role: "grid", "aria-label": data.label });
  const head = make("tr", "", { role: "row" });
  const corner = make("th", "row-name", { scope: "col", role: "columnheader" });
  corner.append(make("span", "sentence", {}, data.corner));
  head.append(corner);
  for (const column of data.columns) {
    const cell = make("th", `column-name ${column.kind ?? ""}`, { scope: "col", role: "columnheader" });
    if (column.name) cell.setAttribute("aria-label", column.name);
    cell.append(both(column.text, column.short));
    head.append(cell);
  }
  for (const sum of data.sums ?? []) head.append(make("th", "sum", { scope: "col", role: "columnheader" }, sum));
  const body = make("tbody");
  for (const row of data.rows) body.append(week(row, data.selected));
  const top = make("thead");
  top.append(head);
  grid.append(top, body);
  return grid;
}

function week(row, selected) {
  const line = make("tr", "", { role: "row" });
  const name = make("th", "row-name", { scope: "row", role: "rowheader" });
  name.append(both(row.name, row.short));
  line.append(name);
  for (const day of row.days) {
    const cell = make("td", day ? "" : "blank", { role: "gridcell" });
    if (day) cell.append(dayFace(day, day.date === selected));
    line.append(cell);
  }
  for (const sum of row.sums ?? []) line.append(make("td", "sum", { role: "gridcell" }, sum));
  return line;
}

/* The sentence is the button's name; what is drawn says the same in signs and is for the eye alone. */
function dayFace(day, isSelected) {
  const button = make("button", `day ${day.state}`, { type: "button", tabindex: "-1", title: day.label });
  button.dataset.date = day.date;
  if (isSelected) button.setAttribute("aria-current", "date");
  button.setAttribute("aria-pressed", String(isSelected));
  if (day.state === "outside") button.setAttribute("aria-disabled", "true");
  const face = make("span", "face", { "aria-hidden": "true" });
  face.append(...(day.number ? largeFace(day) : smallFace(day)));
  button.append(make("span", "sentence", {}, day.label), face);
  return button;
}

function largeFace(day) {
  const head = make("span", "head");
  head.append(make("span", "number", {}, day.number), make("span", "letter", {}, day.letter));
  return [head, ...dayContent(day)];
}

function smallFace(day) {
  const parts = [make("span", "letter", {}, day.letter)];
  if (day.took) parts.push(make("span", "took"));
  if (day.bleeding) parts.push(make("span", "bleeding"));
  if (day.given) parts.push(make("span", "given"));
  return parts;
}

function dayContent(day) {
  const parts = [];
  if (day.word) {
    const word = make("span", `word ${day.is_filled ? "state" : ""}`);
    word.append(both(day.word, day.word_short));
    parts.push(word);
  }
  if (day.severity) {
    const dots = make("span", "severity");
    for (let step = 1; step <= 3; step += 1) dots.append(make("i", step <= day.severity ? "on" : ""));
    dots.append(make("span", "", {}, day.severity_word));
    parts.push(dots);
  }
  if (day.marks?.length) {
    const marks = make("span", "marks");
    for (const mark of day.marks) {
      const item = make("span");
      item.append(icon(mark.shape));
      if (mark.text) item.append(make("span", "name", {}, mark.text));
      marks.append(item);
    }
    parts.push(marks);
  }
  return parts;
}

function key(samples) {
  const line = make("div", "key", { "aria-hidden": "true" });
  for (const sample of samples) {
    const item = make("span");
    if (sample.shape) item.append(icon(sample.shape));
    else if (sample.mark) {
      const box = make("span", "sample plain");
      box.append(make("span", sample.mark));
      item.append(box);
    } else {
      const box = make("span", `sample ${sample.state}`);
      box.append(make("b", "", {}, sample.letter));
      item.append(box);
    }
    item.append(sample.text);
    line.append(item);
  }
  return line;
}

function travel(scope, event) {
  const from = event.target.closest?.("button.day");
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "PageUp" || event.key === "PageDown") {
    const turned = scope.data[event.key === "PageUp" ? "before" : "after"];
    if (turned) scope.pick(turned);
    if (turned) event.preventDefault();
    return;
  }
  const target = neighbour(scope, from, event.key);
  if (!target) return;
  event.preventDefault();
  rove(scope, target.dataset.date, true);
}

function neighbour({ data, root }, from, pressed) {
  const days = [...root.querySelectorAll("button.day")];
  const place = days.indexOf(from);
  const row = from.closest("tr");
  const inRow = [...row.querySelectorAll("button.day")];
  if (pressed === "ArrowLeft") return days[place - 1];
  if (pressed === "ArrowRight") return days[place + 1];
  if (pressed === "Home") return inRow[0];
  if (pressed === "End") return inRow.at(-1);
  if (pressed === "ArrowUp") return above(row.previousElementSibling, from);
  if (pressed === "ArrowDown") return above(row.nextElementSibling, from);
  return null;
}

function above(row, from) {
  return row?.children[from.parentElement.cellIndex]?.querySelector("button.day") ?? null;
}

function rove({ root }, date, takesFocus) {
  const days = [...root.querySelectorAll("button.day")];
  const target = days.find((day) => day.dataset.date === date) ?? days[0];
  for (const day of days) day.tabIndex = day === target ? 0 : -1;
  if (takesFocus) target?.focus({ preventScroll: false });
}

function choose(scope, button) {
  if (!button || button.getAttribute("aria-disabled") === "true") return;
  for (const day of scope.root.querySelectorAll("button.day")) {
    day.setAttribute("aria-pressed", String(day === button));
  }
  rove(scope, button.dataset.date, true);
  scope.pick(button.dataset.date);
}

function dayButton(root, date) {
  return [...root.querySelectorAll("button.day")].find((day) => day.dataset.date === date) ?? null;
}

function both(long, short) {
  const text = document.createDocumentFragment();
  if (!short || short === long) text.append(long);
  else text.append(make("span", "long", {}, long), make("span", "short", {}, short));
  return text;
}

function icon(shape) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[shape]);
  drawing.append(path);
  return drawing;
}

function make(tag, classes = "", attributes = {}, text = null) {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== null) element.textContent = text;
  return element;
}
