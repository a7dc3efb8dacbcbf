/* The day that a person fills in: what is answered stays here until the server says that it is kept. */

const PATIENCE_MS = 8000;

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
    this.drafts = new Map();
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
    const isAnswer = outcome && this.sent && outcome.id === this.sent.id;
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
    this.tellStatus("", "");
    this.draw();
    this.drawWeek();
    this.day.querySelector("h2").focus();
  }

  send() {
    const draft = this.draft;
    const id = `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    this.sent = { id, date: this.chosen, ...structuredClone(draft) };
    this.again();
  }

  /* The same answer with the same mark: sent twice it is one day. */
  again() {
    this.isSaving = true;
    this.tellStatus(this.say.saving, "saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.giveUp(), navigator.onLine ? PATIENCE_MS : 0);
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
    const title = made("h2", { textContent: day ? day.title : this.lockedTitle(), tabIndex: -1 });
    const parts = [title];
    if (day && !day.isFillable) parts.push(made("p", { textContent: day.told }));
    else if (day?.entry && !this.isChanging) parts.push(...this.filled(day));
    else parts.push(...this.questions());
    this.day.replaceChildren(...parts);
  }

  lockedTitle() {
    return this.sent?.date ?? "";
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
      this.redraw();
    };
    const yesNo = made("div", { className: "yes-no", role: "group", ariaLabel: this.say.headache },
      this.button(this.say.no, () => { this.hasMore = false; set(false)(); }, "big", draft.headache === false),
      this.button(this.say.yes, set(true), "big", draft.headache === true));
    const more = () => { this.hasMore = true; set(false)(); };
    const parts = [made("p", { className: "ask", textContent: this.say.headache }), yesNo,
      made("p", { className: "soft", textContent: this.say.noMeans })];
    if (draft.headache === null) return [...parts, this.button(this.say.noBut, more, "plain")];
    if (draft.headache === false && !this.hasMore) return parts;
    return [...parts, ...(draft.headache ? this.ofHeadache() : []), this.taken(), ...this.ofEveryDay(), this.save()];
  }

  redraw() {
    const place = this.root.getRootNode().activeElement?.dataset?.place;
    const at = window.scrollY;
    this.draw();
    if (place) this.day.querySelector(`[data-place="${CSS.escape(place)}"]`)?.focus();
    window.scrollTo(0, at);
  }

  withoutPain(answers) {
    return Object.fromEntries(Object.entries(answers).filter(([name]) => this.data.everyDay.includes(name)));
  }

  ofHeadache() {
    const last = this.data.last;
    const asBefore = () => {
      this.drafts.set(this.chosen, structuredClone(last.entry));
      this.redraw();
    };
    const offered = last ? [this.button(last.label, asBefore, "plain")] : [];
    const { before, after } = this.data.questions;
    const asked = before.filter((one) => one.name !== "aura_minutes" || this.draft.answers.aura === true);
    return [...offered, ...asked.map((one) => this.question(one)), this.symptoms(),
      ...after.map((one) => this.question(one))];
  }

  ofEveryDay() {
    return [...this.data.ofEveryDay.map((one) => this.question(one)), this.note()];
  }

  question(one) {
    const answers = this.draft.answers;
    const choice = ({ value, label }) => {
      const isChosen = answers[one.name] === value;
      const take = () => {
        if (isChosen) delete answers[one.name];
        else answers[one.name] = value;
        if (answers.aura !== true) delete answers.aura_minutes;
        this.redraw();
      };
      const button = this.button(label, take, "chip", isChosen);
      button.dataset.place = `${one.name}-${value}`;
      return button;
    };
    const legend = made("legend", { textContent: one.label });
    const row = made("fieldset", { className: one.isShort ? "short" : "" }, legend,
      made("div", { className: "chips" }, ...one.choices.map(choice)));
    return row;
  }

  symptoms() {
    const answers = this.draft.answers;
    const rest = () => {
      for (const one of this.data.symptoms) answers[one.name] ??= false;
      this.redraw();
    };
    const button = this.button(this.say.noneOfRest, rest, "plain");
    button.dataset.place = "rest";
    return made("fieldset", { className: "several" }, made("legend", { textContent: this.say.symptoms }),
      ...this.data.symptoms.map((one) => this.question(one)), button);
  }

  taken() {
    const draft = this.draft;
    const names = [...new Set([...this.data.drugs, ...(draft.intakes ?? []).map((one) => one.drug)])];
    const nothing = this.button(this.say.nothingTaken, () => {
      draft.intakes = draft.intakes?.length === 0 ? null : [];
      this.redraw();
    }, "chip", draft.intakes?.length === 0);
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
    return made("fieldset", {}, made("legend", { textContent: this.say.taken }),
      made("div", { className: "chips" }, nothing, ...chips), ...(draft.intakes ?? []).map((one) => this.intake(one)),
      this.other());
  }

  intake(one) {
    const step = (by) => () => {
      one.doses = Math.max(0.5, Math.min(20, one.doses + by));
      this.redraw();
    };
    const less = this.button("−", step(one.doses <= 1 ? -0.5 : -1), "step");
    const more = this.button("+", step(one.doses < 1 ? 0.5 : 1), "step");
    less.setAttribute("aria-label", `${this.say.fewer}, ${one.drug}`);
    more.setAttribute("aria-label", `${this.say.more}, ${one.drug}`);
    less.dataset.place = `less-${one.drug}`;
    more.dataset.place = `more-${one.drug}`;
    const number = new Intl.NumberFormat(this.data.language).format(one.doses);
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
      made("div", { className: "chips" }, less, made("span", { textContent: number }), more,
        made("span", { className: "soft", textContent: this.say.doses })),
      asked, made("div", { className: "chips" }, ...helped));
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
    const area = made("textarea", { id: "own-note", rows: 2, maxLength: 10000, value: this.draft.answers.note ?? "" });
    area.addEventListener("input", () => {
      const text = area.value.trim();
      if (text) this.draft.answers.note = text;
      else delete this.draft.answers.note;
    });
    return made("div", { className: "note" }, made("label", { htmlFor: "own-note", textContent: this.say.note }), area);
  }

  save() {
    const skipped = made("p", { className: "soft", textContent: this.say.skipped });
    const button = this.button(this.say.save, () => { if (!this.isSaving) this.send(); }, "save");
    button.dataset.place = "save";
    return made("div", { className: "saving-row" }, skipped, button);
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
