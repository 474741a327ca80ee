// Opening hours read day by day: the grammar of kit/facts/hours.py. A test runs both over the same lines.
"use strict";

const HOURS_EXAMPLE = "write for example: Mon-Fri 8-18, Sat 9-13";
const RANGE = "(?:-|–|—|to|bis|à|al|tot|t/m)";

class Unreadable extends Error {}

/** Give {problem, days}: one sentence or "", and Monday to Sunday as text. */
function readWeek(text, form) {
  try {
    return { problem: "", days: weekRows(text, form) };
  } catch (wrong) {
    if (wrong instanceof Unreadable) return { problem: wrong.message, days: [] };
    return { problem: "", days: [] }; // an old browser that cannot run the pattern: the import reads them
  }
}

function weekRows(text, form) {
  const folded = foldHours(text);
  const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  if (form.appointment.includes(folded)) return [["All days", "by appointment"]];
  const days = new Map();
  for (const [numbers, rest, written] of hourGroups(folded, form, text)) {
    const said = dayHours(rest, written || text, form);
    for (const number of numbers) {
      if (days.has(number)) throw new Unreadable(`"${written}" names a day twice; give each day once, ${HOURS_EXAMPLE}`);
      days.set(number, said);
    }
  }
  return names.map((name, number) => [name, days.get(number) || "closed"]);
}

function foldHours(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

function hourGroups(folded, form, text) {
  const escape = (word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  const day = Object.keys(form.days).map((name) => escape(name) + "\\.?").sort().sort((a, b) => b.length - a.length).join("|");
  const one = `(?:${day})(?:\\s*${RANGE}\\s*(?:${day}))?`;
  const several = `${one}(?:\\s*(?:,|&|\\+|/|and|und|et|y|e|en)\\s*${one})*`;
  const head = new RegExp(`(^|[,;]\\s*|(?<=\\d)\\s+|(?<=closed)\\s+)(${several})(?=[\\s:]|$)`, "g");
  const found = [...folded.matchAll(head)];
  if (!found.length || found[0].index !== 0) {
    const word = folded ? folded.split(/[\s,;]/)[0] : "";
    const known = word && !/^\d/.test(word) ? ` "${word}" is not a day I know;` : " a day is missing;";
    throw new Unreadable(`"${text}":${known} ${HOURS_EXAMPLE}`);
  }
  const source = text.split(/\s+/).filter(Boolean).join(" ");
  return found.map((match, number) => {
    const end = number + 1 < found.length ? found[number + 1].index : folded.length;
    const written = (source.length === folded.length ? source : folded).slice(match.index, end).replace(/^[ ,;]+|[ ,;]+$/g, "");
    const rest = folded.slice(match.index + match[0].length, end).replace(/^[ ,;:]+|[ ,;:]+$/g, "");
    return [dayNumbers(match[2], form, day), rest, written];
  });
}

function dayNumbers(expression, form, day) {
  const numbers = [];
  const plain = (name) => form.days[name.replace(/\.+$/, "")];
  for (const match of expression.matchAll(new RegExp(`(${day})(?:\\s*${RANGE}\\s*(${day}))?`, "g"))) {
    const first = plain(match[1]);
    const last = match[2] ? plain(match[2]) : first;
    const count = ((last - first + 7) % 7) + 1;
    for (let step = 0; step < count; step += 1) numbers.push((first + step) % 7);
  }
  return numbers;
}

function dayHours(text, written, form) {
  const folded = foldHours(text);
  if (form.closed.includes(folded)) return "closed";
  if (form.appointment.includes(folded)) return "by appointment";
  if (!folded) throw new Unreadable(`"${written}" has no times; ${HOURS_EXAMPLE}`);
  const spans = folded.split(/\s*(?:,|;|\+|&| and | und | et | y )\s*/).filter(Boolean).map((part) => hourSpan(part, written));
  spans.slice(1).forEach((span, number) => {
    if (span[0] < spans[number][1]) throw new Unreadable(`"${written}" has times that overlap; put the earlier one first and let them not touch`);
  });
  return spans.map(([opens, closes]) => `${clock(opens)} to ${clock(closes)}`).join(", ");
}

const TIME = "(\\d{1,2})(?:[:.h](\\d{2})|h)?\\s*(am|pm|a\\.m\\.|p\\.m\\.|uhr)?";
const SPAN = new RegExp(`^${TIME}\\s*(?:-|–|—|to|bis|à|a|tot)\\s*${TIME}$`, "i");

function hourSpan(part, written) {
  const match = SPAN.exec(part);
  if (!match) throw new Unreadable(`"${written}": I cannot read "${part}" as times; ${HOURS_EXAMPLE}`);
  const [, hour1, minute1, half1, hour2, minute2, half2] = match;
  const borrowed = !half1 && half2 && half2[0] === "p" && +hour1 < +hour2 ? half2 : half1;
  const opens = minuteOf(hour1, minute1, borrowed, written);
  const closes = minuteOf(hour2, minute2, half2, written);
  if (opens === 1440) throw new Unreadable(`"${written}" begins at 24:00; write 00:00`);
  if (closes === opens) throw new Unreadable(`"${written}" opens and closes at the same time; ${HOURS_EXAMPLE}`);
  if (closes > opens) return [opens, closes];
  if (closes + 1440 - opens > 16 * 60) {
    const afternoon = closes < 720 ? clock(closes + 720) : clock(closes);
    throw new Unreadable(`"${written}" would be open all night; if you mean the afternoon, write ${clock(opens)}-${afternoon}`);
  }
  return [opens, closes + 1440];
}

function minuteOf(hour, minute, half, written) {
  let hours = +hour;
  const minutes = +(minute || 0);
  if (half && "ap".includes(half[0])) {
    if (hours < 1 || hours > 12) throw new Unreadable(`"${written}" has ${hours} ${half}, which no clock shows; ${HOURS_EXAMPLE}`);
    hours = (hours % 12) + (half[0] === "p" ? 12 : 0);
  }
  if (hours > 24 || (hours === 24 && minutes)) throw new Unreadable(`"${written}" has an hour after 24; ${HOURS_EXAMPLE}`);
  if (minutes > 59) throw new Unreadable(`"${written}" has a minute after 59; ${HOURS_EXAMPLE}`);
  return hours * 60 + minutes;
}

function clock(minute) {
  if (minute === 1440) return "24:00";
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}
