/* The day that a person fills in: what is answered stays here until the server says that it is kept. */

const PATIENCE_MS = 8000;
const LONGEST_PATIENCE_MS = 64000;
const LONG = 4;
const HIDDEN = { hidden: "true" };

export default function (component) {
  const root = component.parentElement.querySelector(".own-diary");
  root.form ??= new Form(root);
  root.form.update(component.data, component.setTriggerValue);
}

function made(name, properties = {}, ...children) {
  const element = document.createElement(name);
  const { aria = {}, ...others } = properties;
  Object.assign(element, others);
  for (const [key, value] of Object.entries(aria)) element.setAttribute(`aria-${key}`, value);
  element.append(...children);
  return element;
}

/* How answers stand side by side: short ones in many columns, four long ones two by two. */
function layout(choices) {
  const short = choices.filter(({ label }) => label.length < LONG).length;
  if (short > choices.length / 2) return "short";
  return choices.length === 4 ? "four" : "";
}

function isDark(root) {
  root.style.backgroundColor = "var(--st-background-color, white)";
  const parts = getComputedStyle(root).backgroundColor.match(/[\d.]+/g).map(Number);
  root.style.backgroundColor = "";
  return parts[0] + parts[1] + parts[2] < 384;
}

class Form {
  constructor(root) {
    this.root = root;
    this.day = root.querySelector(".day");
    this.week = root.querySelector(".week");
    this.status = root.querySelector(".status");
    this.saving = root.querySelector(".saving");
    this.open = null;
    this.drafts = new Map();
    this.titles = new Map();
  }

  update(data, tell) {
    this.data = data;
    this.tell = tell;
    this.say = data.words;
    this.root.lang = data.language;
    const colours = isDark(this.root) ? data.dark : data.light;
    for (const [name, value] of Object.entries(colours)) this.root.style.setProperty(name, value);
    this.chosen ??= data.chosen;
    const outcome = data.outcome;
    /* It comes with every run of the page, and is the answer once: later the person may be changing the day. */
    const isAnswer = outcome && this.sent && outcome.id === this.sent.id && outcome.mark !== this.heard;
    if (isAnswer) this.answered(outcome);
    /* What is being answered is not drawn anew under the hand. */
    if (isAnswer || !this.isDrawn) this.draw();
    this.drawWeek();
  }

  get shown() {
    return this.data.days.find((day) => day.date === this.chosen);
  }

  get draft() {
    if (!this.drafts.has(this.chosen)) {
      const entry = this.shown?.entry;
      const draft = entry ? structuredClone(entry) : { headache: null, answers: {}, intakes: null };
      this.drafts.set(this.chosen, draft);
    }
    return this.drafts.get(this.chosen);
  }

  answered(outcome) {
    clearTimeout(this.timer);
    this.heard = outcome.mark;
    this.isSaving = false;
    if (outcome.kept) this.drafts.delete(this.sent.date);
    if (outcome.kept) this.isChanging = false;
    this.tellStatus(outcome.told, outcome.kept ? "kept" : "not-kept");
  }

  tellStatus(text, kind) {
    this.status.className = `status ${kind}`;
    this.status.textContent = text;
  }

  choose(date) {
    this.chosen = date;
    this.isChanging = this.hasMore = false;
    this.open = null;
    this.tellStatus("", "");
    this.draw();
    this.drawWeek();
    this.day.querySelector("h2").focus();
  }

  send() {
    const draft = this.draft;
    const id = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    this.patience = PATIENCE_MS;
    this.sent = { id, date: this.chosen, ...structuredClone(draft) };
    this.again();
  }

  /* The same answer with the same mark: sent twice it is one day. A slow server is given longer each time: what is sent
     again interrupts the run of the page that would have answered. */
  again() {
    this.isSaving = true;
    this.tellStatus(this.say.saving, "saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.giveUp(), navigator.onLine ? this.patience : 0);
    this.patience = Math.min(2 * this.patience, LONGEST_PATIENCE_MS);
    this.tell("answer", JSON.stringify(this.sent));
  }

  giveUp() {
    this.isSaving = false;
    this.tellStatus(this.say.notKept, "not-kept");
    this.status.append(this.button(this.say.again, () => this.again(), "again"));
  }

  button(text, act, kind = "", pressed = null) {
    const button = made("button", { type: "button", className: kind, textContent: text });
    if (pressed !== null) button.setAttribute("aria-pressed", pressed);
    button.addEventListener("click", act);
    return button;
  }

  draw() {
    this.isDrawn = true;
    const day = this.shown;
    if (day) this.titles.set(day.date, day.title);
    const parts = [made("h2", { textContent: this.titles.get(this.chosen) ?? this.chosen, tabIndex: -1 })];
    if (day && !day.isFillable) parts.push(made("p", { textContent: day.told }));
    else if (day?.entry && !this.isChanging) parts.push(...this.filled(day));
    else parts.push(...this.questions());
    this.day.replaceChildren(...parts);
    this.drawSave();
  }

  get isAsking() {
    const day = this.shown;
    return !(day && !day.isFillable) && !(day?.entry && !this.isChanging);
  }

  filled(day) {
    const change = () => {
      this.isChanging = true;
      this.hasMore = true;
      this.draw();
      this.day.querySelector("button")?.focus();
    };
    const lines = day.lines.map((line) => made("li", { textContent: line }));
    return [made("p", { className: "told", textContent: day.told }), made("ul", {}, ...lines),
      this.button(this.say.change, change, "plain")];
  }

  questions() {
    const draft = this.draft;
    const set = (value) => () => {
      draft.headache = value;
      if (value === false && draft.intakes === null && !this.hasMore) draft.intakes = [];
      if (value === false) draft.answers = this.withoutPain(draft.answers);
      if (value === false && !this.hasMore) this.send();
      this.open = null;
      if (value || this.hasMore) this.goOn();
      else this.redraw();
    };
    const no = this.button(this.say.no, () => { this.hasMore = false; set(false)(); }, "big", draft.headache === false);
    const yes = this.button(this.say.yes, set(true), "big", draft.headache === true);
    no.dataset.place = "no";
    yes.dataset.place = "yes";
    const yesNo = made("div", { className: "yes-no", role: "group", ariaLabel: this.say.headache }, no, yes);
    const more = () => { this.hasMore = true; set(false)(); };
    const parts = [made("p", { className: "ask", textContent: this.say.headache }), yesNo];
    if (draft.headache === null)
      return [...parts, made("p", { className: "soft", textContent: this.say.noMeans }),
        this.button(this.say.noBut, more, "plain")];
    if (!this.hasSteps) return parts;
    return [...parts, ...(draft.headache ? this.asLast() : []),
      made("p", { className: "soft", textContent: this.say.skipped }),
      made("div", { className: "steps" }, ...this.steps().map((one) => this.step(one)))];
  }

  get hasSteps() {
    const draft = this.draft;
    return draft.headache === true || (draft.headache === false && this.hasMore);
  }

  redraw() {
    const place = this.root.getRootNode().activeElement?.dataset?.place;
    this.draw();
    if (place) this.place(place)?.focus({ preventScroll: true });
  }

  place(name) {
    return this.root.querySelector(`[data-place="${CSS.escape(name)}"]`);
  }

  /* Opens the next question without an answer; after the last one the hand stands at what saves the day. */
  goOn(after = null) {
    const steps = this.steps();
    const left = steps.slice(steps.findIndex((one) => one.name === after) + 1);
    this.open = left.find((one) => !one.told)?.name ?? null;
    this.draw();
    const place = this.place(this.open ? `step-${this.open}` : "save");
    place?.focus({ preventScroll: true });
    (place?.closest(".step") ?? place)?.scrollIntoView({ block: "nearest" });
  }

  withoutPain(answers) {
    return Object.fromEntries(Object.entries(answers).filter(([name]) => this.data.everyDay.includes(name)));
  }

  asLast() {
    const last = this.data.last;
    if (!last) return [];
    const asBefore = () => {
      this.drafts.set(this.chosen, structuredClone(last.entry));
      this.open = null;
      this.draw();
      this.place("save")?.focus();
    };
    return [this.button(last.label, asBefore, "plain")];
  }

  /* What is asked, in order; `told` is what was answered, in words, and empty while nothing was. */
  steps() {
    const { before, after } = this.data.questions;
    const single = (one) => ({ name: one.name, label: one.label, told: this.toldOf(one), fill: () => this.single(one) });
    const ofHeadache = this.draft.headache ? [
      ...before.filter((one) => one.name !== "aura_minutes").map(single),
      { name: "symptoms", label: this.say.symptoms, told: this.toldSymptoms(), fill: () => this.symptoms() },
      ...after.map(single),
    ] : [];
    return [...ofHeadache,
      { name: "taken", label: this.say.taken, told: this.toldIntakes(), fill: () => this.taken() },
      ...this.data.ofEveryDay.map(single),
      { name: "note", label: this.say.note, told: this.draft.answers.note ?? "", fill: () => this.note() }];
  }

  step(one) {
    const isOpen = this.open === one.name;
    const toggle = () => {
      this.open = isOpen ? null : one.name;
      this.redraw();
    };
    const head = made("button", { type: "button", className: "step-head" },
      made("span", { className: "label", textContent: one.label }),
      made("span", { className: "answer", textContent: one.told || (isOpen ? "" : "–"), aria: one.told ? {} : HIDDEN }));
    head.setAttribute("aria-expanded", isOpen);
    head.dataset.place = `step-${one.name}`;
    head.addEventListener("click", toggle);
    const section = made("div", { className: isOpen ? "step open" : "step" }, made("h3", {}, head));
    if (!isOpen) return section;
    const on = this.button(one.told ? this.say.next : this.say.skip, () => this.goOn(one.name), "plain on");
    on.dataset.place = `on-${one.name}`;
    section.append(made("div", { className: "panel", role: "group", ariaLabel: one.label }, ...one.fill(), on));
    return section;
  }

  toldOf(one) {
    const answer = this.draft.answers[one.name];
    return answer === undefined ? "" : one.choices.find(({ value }) => value === answer)?.label ?? String(answer);
  }

  toldSymptoms() {
    const answers = this.draft.answers;
    const had = this.data.symptoms.filter((one) => answers[one.name] === true).map((one) => one.label);
    return had.join(", ") || (this.data.symptoms.some((one) => answers[one.name] === false) ? this.say.no : "");
  }

  toldIntakes() {
    const { intakes } = this.draft;
    if (intakes === null) return "";
    return intakes.map((one) => (one.doses === 1 ? one.drug : `${one.drug} × ${this.number(one.doses)}`)).join(", ")
      || this.say.nothingTaken;
  }

  number(value) {
    return new Intl.NumberFormat(this.data.language).format(value);
  }

  single(one) {
    const isAura = one.name === "aura";
    const minutes = this.data.questions.before.find(({ name }) => name === "aura_minutes");
    const done = () => (isAura && this.draft.answers.aura === true ? this.redraw() : this.goOn(one.name));
    const parts = [this.choices(one, done, false)];
    if (isAura && minutes && this.draft.answers.aura === true)
      parts.push(made("p", { className: "soft", textContent: minutes.label }),
        this.choices(minutes, () => this.goOn(one.name)));
    return parts;
  }

  choices(one, done, isNamed = true) {
    const answers = this.draft.answers;
    const choice = ({ value, label }) => {
      const isChosen = answers[one.name] === value;
      const take = () => {
        if (isChosen) delete answers[one.name];
        else answers[one.name] = value;
        if (answers.aura !== true) delete answers.aura_minutes;
        if (isChosen) this.redraw();
        else done();
      };
      const button = this.button(label, take, "chip", isChosen);
      button.dataset.place = `${one.name}-${value}`;
      if (label.length >= LONG) button.classList.add("long");
      return button;
    };
    const name = isNamed ? { role: "group", ariaLabel: one.label } : {};
    return made("div", { className: `chips even ${layout(one.choices)}`, ...name }, ...one.choices.map(choice));
  }

  symptoms() {
    const answers = this.draft.answers;
    const rest = () => {
      for (const one of this.data.symptoms) answers[one.name] ??= false;
      this.goOn("symptoms");
    };
    const row = (one) => made("div", { className: "symptom" },
      made("span", { textContent: one.label, aria: { hidden: "true" } }), this.choices(one, () => this.redraw()));
    const none = this.button(this.say.noneOfRest, rest, "plain");
    none.dataset.place = "none-of-rest";
    return [...this.data.symptoms.map(row), none];
  }

  taken() {
    const draft = this.draft;
    const names = [...new Set([...this.data.drugs, ...(draft.intakes ?? []).map((one) => one.drug)])];
    const isNothing = draft.intakes?.length === 0;
    const nothing = this.button(this.say.nothingTaken, () => {
      draft.intakes = isNothing ? null : [];
      if (isNothing) this.redraw();
      else this.goOn("taken");
    }, "chip", isNothing);
    nothing.dataset.place = "nothing";
    const chips = names.map((drug) => {
      const isTaken = (draft.intakes ?? []).some((one) => one.drug === drug);
      const button = this.button(drug, () => {
        const others = (draft.intakes ?? []).filter((one) => one.drug !== drug);
        draft.intakes = isTaken ? (others.length ? others : null) : [...others, { drug, doses: 1, helped: null }];
        this.redraw();
      }, "chip", isTaken);
      button.dataset.place = `drug-${drug}`;
      return button;
    });
    return [made("div", { className: "chips" }, nothing, ...chips),
      ...(draft.intakes ?? []).map((one) => this.intake(one)), this.other()];
  }

  intake(one) {
    const step = (by) => () => {
      one.doses = Math.max(0.5, Math.min(20, one.doses + by));
      this.redraw();
    };
    const less = this.button("−", step(one.doses <= 1 ? -0.5 : -1), "by");
    const more = this.button("+", step(one.doses < 1 ? 0.5 : 1), "by");
    less.setAttribute("aria-label", `${this.say.fewer}, ${one.drug}`);
    more.setAttribute("aria-label", `${this.say.more}, ${one.drug}`);
    less.dataset.place = `less-${one.drug}`;
    more.dataset.place = `more-${one.drug}`;
    const helped = this.data.helped.map(({ value, label }) => {
      const take = () => {
        one.helped = one.helped === value ? null : value;
        this.redraw();
      };
      const button = this.button(label, take, "chip", one.helped === value);
      button.dataset.place = `helped-${one.drug}-${value}`;
      return button;
    });
    const asked = made("span", { className: "soft", textContent: this.say.helped });
    return made("div", { className: "intake", role: "group", ariaLabel: one.drug },
      made("strong", { textContent: one.drug }),
      made("div", { className: "chips" }, less,
        made("span", { textContent: this.number(one.doses), aria: { live: "polite" } }), more,
        made("span", { className: "soft", textContent: this.say.doses })),
      made("div", { className: "chips", role: "group", ariaLabel: this.say.helped }, asked, ...helped));
  }

  other() {
    const input = made("input", { type: "text", maxLength: 200, autocomplete: "off", id: "other-drug" });
    const add = () => {
      const drug = input.value.trim();
      if (!drug) return;
      const draft = this.draft;
      draft.intakes = [...(draft.intakes ?? []).filter((one) => one.drug !== drug), { drug, doses: 1, helped: null }];
      this.redraw();
    };
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") add(); });
    return made("div", { className: "other" }, made("label", { htmlFor: "other-drug", textContent: this.say.other }), input,
      this.button(this.say.add, add, "chip"));
  }

  note() {
    const area = made("textarea", { id: "own-note", rows: 3, maxLength: 10000, value: this.draft.answers.note ?? "" });
    area.setAttribute("aria-label", this.say.note);
    area.addEventListener("input", () => {
      const text = area.value.trim();
      if (text) this.draft.answers.note = text;
      else delete this.draft.answers.note;
    });
    return [area];
  }

  drawSave() {
    const parts = [];
    if (this.isAsking && this.hasSteps) {
      const button = this.button(this.say.save, () => { if (!this.isSaving) this.send(); }, "save");
      button.dataset.place = "save";
      parts.push(button);
    }
    this.saving.replaceChildren(...parts);
  }

  drawWeek() {
    const focused = this.root.getRootNode().activeElement?.dataset?.place;
    const days = this.data.days.map((day) => {
      const button = made("button", { type: "button", className: `row ${day.state}` },
        made("span", { className: "mark", textContent: day.mark, aria: { hidden: "true" } }),
        made("span", { className: "name", textContent: day.short }), made("span", { className: "says", textContent: day.told }));
      button.setAttribute("aria-current", day.date === this.chosen ? "date" : "false");
      button.dataset.place = `day-${day.date}`;
      button.addEventListener("click", () => this.choose(day.date));
      return made("li", {}, button);
    });
    this.week.replaceChildren(made("h2", { textContent: this.say.week }), made("ol", {}, ...days));
    if (focused?.startsWith("day-")) this.week.querySelector(`[data-place="${focused}"]`)?.focus();
  }
}
