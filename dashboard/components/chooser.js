/* A combobox whose list the server makes: typing asks for it, arrow keys walk in it, Enter takes, Escape gives up. */

const PAUSE_MS = 150;
const AGAIN_MS = 2000;
const MOST_ASKED = 3;

export default function (component) {
  const root = component.parentElement.querySelector(".chooser");
  root.box ??= new Box(root);
  root.box.update(component.data, component.setTriggerValue);
}

class Box {
  constructor(root) {
    this.input = root.querySelector("input");
    this.label = root.querySelector("label");
    this.panel = root.querySelector(".panel");
    this.heading = root.querySelector(".heading");
    this.list = root.querySelector("ul");
    this.note = root.querySelector(".note");
    this.close();
    this.input.addEventListener("input", () => this.type());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => this.giveUp());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")?.dataset.place));
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
  }

  update(data, tell) {
    this.data = data;
    this.tell = tell;
    this.input.placeholder = data.placeholder;
    this.label.textContent = data.label;
    this.list.setAttribute("aria-label", data.label);
    if (!this.isEdited) this.show(data.chosen);
    if (!this.isAnswered()) return;
    clearTimeout(this.timer);
    this.draw();
    if (this.isWaited) this.take(this.active);
  }

  get typed() {
    return this.isEdited ? this.input.value.trim() : "";
  }

  /* Answers to what was typed earlier come late; they are left aside. */
  isAnswered() {
    return this.typed === "" || this.data.typed === this.typed;
  }

  type() {
    this.isEdited = true;
    this.isWaited = false;
    clearTimeout(this.timer);
    if (!this.isAnswered()) this.timer = setTimeout(() => this.ask(), PAUSE_MS);
    this.open();
  }

  /* A question is lost where the run that it began gives way to another, as while the page is first drawn. */
  ask(times = 1) {
    this.tell("typed", this.typed);
    if (times < MOST_ASKED) this.timer = setTimeout(() => this.ask(times + 1), AGAIN_MS);
  }

  open() {
    this.isOpen = true;
    if (!this.isEdited) this.input.select();
    if (this.isAnswered()) this.draw();
  }

  close() {
    clearTimeout(this.timer);
    this.isEdited = false;
    this.isOpen = false;
    this.isWaited = false;
    this.active = -1;
    this.panel.hidden = true;
    this.mark();
  }

  giveUp() {
    this.close();
    this.show(this.data.chosen);
  }

  /* Selected, so that what is typed next takes its place. */
  show(one) {
    const text = one ? [one.id, one.name].filter(Boolean).join(" · ") : "";
    if (this.input.value === text) return;
    this.input.value = text;
    if (this.input.getRootNode().activeElement === this.input) this.input.select();
  }

  draw() {
    const typed = this.typed;
    this.offered = typed ? this.data.found : this.data.recent;
    this.active = typed && this.offered.length ? 0 : -1;
    this.heading.textContent = this.data.recent_heading;
    this.heading.hidden = Boolean(typed);
    this.list.replaceChildren(...this.offered.map(option));
    this.list.hidden = this.offered.length === 0;
    this.note.textContent = typed ? this.data.note : "";
    this.note.hidden = !typed;
    this.panel.hidden = !this.isOpen || (!typed && this.offered.length === 0);
    this.mark();
  }

  mark() {
    const options = [...this.list.children];
    options.forEach((item, place) => item.setAttribute("aria-selected", String(place === this.active)));
    this.input.setAttribute("aria-expanded", String(!this.panel.hidden && options.length > 0));
    if (this.panel.hidden || this.active < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", options[this.active].id);
  }

  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowDown: () => this.step(1),
      ArrowUp: () => this.step(-1),
      Enter: () => this.enter(),
      Escape: () => this.giveUp(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(by) {
    const count = this.panel.hidden ? 0 : this.list.children.length;
    if (count) this.active = this.active < 0 && by < 0 ? count - 1 : (this.active + by + count) % count;
    if (count) this.mark();
    else this.open();
  }

  /* Enter before the answer is there waits for it. */
  enter() {
    if (this.isAnswered()) this.take(this.active);
    else this.isWaited = true;
  }

  take(place) {
    const one = this.panel.hidden ? null : this.offered[place];
    if (!one) return;
    this.close();
    this.show(one);
    if (one.id !== this.data.chosen?.id) this.tell("chosen", one.id);
  }
}

const TURNING = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g; // what would turn the line, as in texts/plain.py

function option(one, place) {
  const made = document.createElement("li");
  made.id = `offered-${place}`;
  made.dataset.place = place;
  made.setAttribute("role", "option");
  const [id, name] = [document.createElement("b"), document.createElement("span")];
  id.textContent = one.id.replace(TURNING, "");
  name.textContent = one.name;
  made.append(id, " ", name);
  return made;
}
