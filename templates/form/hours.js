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
  const tried = (act) => {
    try {
      return { rows: act(), problem: "" };
    } catch (wrong) {
      if (!(wrong instanceof Unreadable)) throw wrong;
      return { rows: null, problem: wrong.message };
    }
  };
  let made = tried(() => strictWeek(folded, form, text));
  const said = made.rows ? folded : plainHours(folded, form);
  if (said !== folded) made = tried(() => strictWeek(said, form, text));
  if (made.rows) return made.rows;
  throw new Unreadable(betterHours(text, folded, form) || made.problem);
}

function strictWeek(folded, form, source) {
  const names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  if (form.appointment.includes(folded)) return [["All days", "by appointment"]];
  const days = new Map();
  const widths = new Map(); // of how many days the part speaks that told a day
  for (const [numbers, rest, written] of hourGroups(folded, form, source)) {
    const said = dayTimes(rest, written, form);
    for (const number of numbers) {
      const before = widths.get(number) || 0;
      const narrows = numbers.length < before && (said === "closed" || before === 7);
      if (days.has(number) && !narrows) throw new Unreadable(`"${written}" names a day twice; give each day once, ${HOURS_EXAMPLE}`);
      days.set(number, said);
      widths.set(number, numbers.length);
    }
  }
  if (days.size < 7 && [...days.values()].every((said) => said === "closed")) throw new Unreadable(`"${source}" says only when nobody can come; add when you are open, ${HOURS_EXAMPLE}`);
  return names.map((name, number) => [name, days.get(number) || "closed"]);
}

// ---- what people say in other words (the tables are those of kit/facts/hours_said.py)

const dayAlone = (day) => `(?<![a-zà-ÿ])(?:${day})(?![a-zà-ÿ])`;

function plainHours(folded, form) {
  const several = severalDays(form);
  let said = folded;
  for (const [pattern, words] of form.hours.rewrites) {
    said = said.replace(new RegExp(pattern.replaceAll("DAYS", dayAlone(several)), "g"), (...found) =>
      words.replace(/\\(?:g<(\d)>|(\d))/g, (_, one, other) => found[+(one || other)] ?? ""));
  }
  said = said.replace(/^[ ,;.]+|[ ,;.]+$/g, "").split(/\s+/).filter(Boolean).join(" ");
  const days = /^\d/.test(said) ? [...said.matchAll(new RegExp(dayAlone(several), "g"))] : [];
  const last = days[days.length - 1];
  if (!last) return said;
  if (last.index + last[0].length !== said.length) {
    const rest = said.slice(days[0].index + days[0][0].length).replace(/^[ ,;]+|[ ,;]+$/g, "");
    const before = said.slice(0, days[0].index).replace(/^[ ,;]+|[ ,;]+$/g, "");
    const comma = days[0][0].lastIndexOf(",");
    if (comma >= 0 && /^\d/.test(rest)) return `${days[0][0].slice(0, comma)} ${before}; ${days[0][0].slice(comma + 1).trim()} ${rest}`;
    return new RegExp(`^${dayAlone(several)}`).test(rest) ? `${days[0][0]} ${before}; ${rest}` : said;
  }
  let begin = 0;
  return days.map((match) => {
    const times = said.slice(begin, match.index).replace(/^[ ,;]+|[ ,;]+$/g, "");
    begin = match.index + match[0].length;
    return `${match[0]} ${times}`;
  }).join("; ");
}

function betterHours(text, folded, form) {
  let quoted = text.split(/\s+/).filter(Boolean).join(" ");
  if ([...quoted].length > 60) quoted = `${[...quoted].slice(0, 60).join("")}…`;
  const advice = form.hours.advice.find(([pattern]) => new RegExp(pattern).test(folded));
  if (advice) return `"${quoted}": ${advice[1]}`;
  if (!/^\d/.test(folded) || new RegExp(`(?<![a-z])(?:${oneDay(form)})(?![a-z])`).test(folded)) return "";
  try {
    dayHours(folded, folded, form);
  } catch (wrong) {
    return "";
  }
  return `"${quoted}": on which days? Write for example: Mon-Fri ${quoted}`;
}

function foldHours(text) {
  return text.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
}

function oneDay(form) {
  const escape = (word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  return Object.keys(form.days).map((name) => escape(name) + "\\.?").sort().sort((a, b) => b.length - a.length).join("|");
}

function severalDays(form) {
  const day = oneDay(form);
  const one = `(?:${day})(?:\\s*${RANGE}\\s*(?:${day}))?`;
  return `${one}(?:\\s*(?:,|&|\\+|/|and|und|et|y|e|en)\\s*${one})*`;
}

function hourGroups(folded, form, text) {
  const day = oneDay(form);
  const several = severalDays(form);
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
    const written = (source.toLowerCase() === folded ? source : folded).slice(match.index, end).replace(/^[ ,;]+|[ ,;]+$/g, "");
    const rest = folded.slice(match.index + match[0].length, end).replace(/^[ ,;:]+|[ ,;:]+$/g, "");
    return [dayNumbers(match[2], form, day), rest, written];
  });
}

function dayNumbers(expression, form, day) {
  const numbers = [];
  const plain = (name) => form.days[name.replace(/\.+$/, "")];
  for (const match of expression.matchAll(new RegExp(`(?<![a-zà-ÿ])(${day})(?:\\s*${RANGE}\\s*(${day}))?(?![a-zà-ÿ])`, "g"))) {
    const first = plain(match[1]);
    const last = match[2] ? plain(match[2]) : first;
    const count = ((last - first + 7) % 7) + 1;
    for (let step = 0; step < count; step += 1) numbers.push((first + step) % 7);
  }
  return numbers;
}

function dayHours(text, written, form) {
  const folded = foldHours(text);
  try {
    return dayTimes(folded, written, form);
  } catch (wrong) {
    const said = plainHours(folded, form);
    if (said === folded) throw wrong;
    return dayTimes(said, written, form);
  }
}

function dayTimes(folded, written, form) {
  if (form.closed.includes(folded)) return "closed";
  if (form.appointment.includes(folded)) return "by appointment";
  if (!folded) throw new Unreadable(`"${written}" has no times; ${HOURS_EXAMPLE}`);
  const spans = [];
  for (const part of folded.split(/\s*(?:,|;|\+|&|\/| and | und | et | y )\s*/)) {
    if (part) spans.push(hourSpan(part, written, spans.length ? spans[spans.length - 1][1] : 0));
  }
  spans.slice(1).forEach((span, number) => {
    if (span[0] < spans[number][1]) throw new Unreadable(`"${written}" has times that overlap; put the earlier one first and let them not touch`);
  });
  return spans.map(([opens, closes]) => `${clock(opens)} to ${clock(closes)}`).join(", ");
}

const TIME = "(\\d{1,2})(?:[:.h](\\d{2})|h)?\\s*(am|pm|a\\.m\\.|p\\.m\\.|uhr)?";
const SPAN = new RegExp(`^${TIME}\\s*(?:-|–|—|to|bis|à|a|tot)\\s*${TIME}$`, "i");
const HALF = 720;
const bare = (hour) => hour[0] !== "0" && +hour <= 12;

function hourSpan(part, written, after) {
  const match = SPAN.exec(part);
  if (!match) {
    const what = new RegExp(`^${TIME}$`, "i").test(part) ? "does not say until when" : `I cannot read "${part}" as times`;
    throw new Unreadable(`"${written}": ${what}; ${HOURS_EXAMPLE}`);
  }
  const [, hour1, minute1, half1, hour2, minute2, half2] = match;
  const begins = half1 || (half2 && half2[0] === "p" && +hour1 < +hour2 ? "pm" : undefined);
  let opens = minuteOf(hour1, minute1, begins, written);
  let closes = minuteOf(hour2, minute2, half2, written);
  if (opens === 1440) throw new Unreadable(`"${written}" begins at 24:00; write 00:00`);
  if (bare(hour1) && !half1) {
    if (half2 && half2[0] === "a") opens = beforeNight(opens, closes, written);
    else if (!half2 && bare(hour2)) [opens, closes] = asSaid(opens, closes, after, written);
  }
  if (closes === opens) throw new Unreadable(`"${written}" opens and closes at the same time; ${HOURS_EXAMPLE}`);
  if (closes > opens) return [opens, closes];
  if (closes + 1440 - opens > 16 * 60) {
    const remedy = closes < HALF ? `if you mean the afternoon, write ${clock(opens)}-${clock(closes + HALF)}` : "put the earlier time first";
    throw new Unreadable(`"${written}" would be open all night; ${remedy}`);
  }
  return [opens, closes + 1440];
}

function asSaid(opens, closes, after, written) {
  const later = closes + HALF;
  if (opens < after && after <= opens + HALF && opens < HALF) return [opens + HALF, closes <= HALF ? later : closes];
  if ((closes > opens && opens >= 300) || (opens < closes && closes === HALF)) return [opens, closes];
  if (closes > opens) throw twoReadings(written, "the night or the afternoon", [opens + HALF, later], [opens, closes]);
  if (later <= opens || (opens === HALF && closes === HALF)) return [opens, closes];
  if (opens < 660) return [opens, later];
  if (closes + 1440 - opens > HALF) throw twoReadings(written, "until the afternoon or into the night", [opens, later], [opens, closes]);
  return [opens, closes];
}

function beforeNight(opens, closes, written) {
  if (closes >= opens || opens >= HALF) return opens;
  if (opens <= HALF - 240) return opens + HALF;
  throw twoReadings(written, "from the morning or from the evening", [opens, closes], [opens + HALF, closes]);
}

function twoReadings(written, what, one, other) {
  const said = [one, other].map(([opens, closes]) => `${clock(opens)}-${clock(closes)}`).join(", or ");
  return new Unreadable(`"${written}" could be ${what}; write ${said}`);
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
