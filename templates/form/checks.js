// What is wrong with a typed answer, in the words of kit/facts/kinds.py; the import checks everything for real again.
"use strict";

const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\u200b\u2060]|[\p{Cc}\p{Cs}\p{Cn}]/gu;

/** Give the text as it is kept: NFC, and without what Python's strip() takes for space at its ends (not U+FEFF). */
function tidy(text) {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/^(?:[^\S\ufeff]|[\x1c-\x1f\x85])+|(?:[^\S\ufeff]|[\x1c-\x1f\x85])+$/g, "");
}

/** Give one sentence about `text` as an answer to `field` (kind, limit, example), or "". */
function problemWith(field, text, form) {
  const said = tidy(text);
  if (!said) return "";
  for (const [mark] of said.matchAll(HIDDEN)) {
    if (mark === "\n" || mark === "\t") continue;
    const code = mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return `has a hidden character (U+${code}); type the text again without it`;
  }
  const size = [...said].length;
  if (size > field.limit) return `is ${size} characters long; at most ${field.limit} are kept`;
  if (field.limit === 200 && said.includes("\n")) return "must be one line";
  const check = CHECKS[field.kind];
  return check ? check(said, field, form) : "";
}

/** Give a gentle sentence about a number of this country that seems to lack a digit, or ""; it is kept as it is. */
function doubtAbout(field, text, form) {
  const { code, prefix, usual } = form.phone;
  const dialled = text.replace(/\D/g, "");
  const inner = text.trim().startsWith("+") ? (dialled.startsWith(code) ? dialled.slice(code.length) : "") : dialled;
  const bare = prefix && inner.startsWith(prefix) ? inner.slice(prefix.length) : inner;
  if (field.kind !== "phone" || !usual || bare.length !== usual - 1 || problemWith(field, text, form)) return "";
  return `Please look again: ${text.trim()} seems to be one digit short. Type it anew, or go on with it as it is.`;
}

const CHECKS = {
  phone(text, _field, form) {
    const example = form.phone.example;
    const abroad = text.startsWith("+");
    if (!form.country && !abroad && !/[\p{L}]/u.test(text)) {
      return `"${text}" has no country code, and the country is not known yet; write for example: +44 20 7946 0018`;
    }
    const dialled = text.replace(/\b(ext|x)\.?\s*\d+$/i, "").replace(/\D/g, "");
    const digits = dialled.length;
    if (digits < 3) return `"${text}" is not a telephone number; write for example: ${example}`;
    if (/\p{L}/u.test(text)) return ""; // letters of a keypad: the import knows them
    const { code, prefix, lengths } = form.phone;
    const home = !abroad && !dialled.startsWith(code === "1" ? "011" : "00"); // 00 and 011 lead abroad
    if (lengths.length && (home || (abroad && dialled.startsWith(code)))) { // a number of this country: its lengths are known
      const inner = home ? dialled : dialled.slice(code.length);
      const bare = prefix && inner.startsWith(prefix) ? inner.slice(prefix.length) : inner;
      if ([inner.length, bare.length].some((each) => lengths.includes(each))) return "";
      return bare.length < Math.max(...lengths) ? `"${text}" has too few digits; write for example: ${example}` : `"${text}" has too many digits or none that fit; write for example: ${example}`;
    }
    const [least, most] = abroad ? [7, 18] : [form.phone.shortest, form.phone.longest + 6];
    if (digits < least) return `"${text}" has too few digits; write for example: ${example}`;
    return digits > most ? `"${text}" has too many digits or none that fit; write for example: ${example}` : "";
  },
  email(text) {
    const mail = text.replace(/^mailto:/i, "").replace(/^[<\s]+|[>\s]+$/g, "");
    const good = /^[^\s@"(),:;<>[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/.test(mail) && !/\.\.|^\.|\.@/.test(mail);
    return good ? "" : `"${mail}" is not a mail address; write for example: hello@yourname.com`;
  },
  link(text) {
    const full = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+(\/\S*)?$/u.test(text) ? `https://${text}` : text;
    const wrong = `"${full}" is not a web address; write for example: https://www.yourname.com/`;
    const found = /^https?:\/\/([^/?#]+)/i.exec(full);
    if (!found || /[ <>"\\^`{|}]/.test(full)) return wrong;
    return found[1].includes("@") ? "holds a user name or password; a web address that everyone reads must not" : "";
  },
  domain(text) {
    const name = text.toLowerCase().replace(/^(https?:\/\/)?(www\.)?/, "").split("/")[0].replace(/\.+$/, "");
    const labels = name.split(".");
    const good = labels.length > 1 && labels.every((each) => each.length > 0 && each.length < 64 && !/^-|-$/.test(each));
    return good && !/[/:@ _]/.test(name) ? "" : `"${name}" is not a domain; write for example: yourname.com`;
  },
  number(text, field) {
    const folded = text.toLowerCase().replace(/^((dunno|maybe|say|about|around|circa|ca\.?|roughly|approx\.?|~|£|€|\$)[\s,]*)+/, "")
      .replace(/^[£€$ ]+|[£€$ ]+$/g, "").replace(/(ish|\s+(or so|at most|tops|max\.?|if i['’]?m lucky))$/, "");
    const said = /^(half an hour|an hour and a half|(an|one) hour|(two|three|four|five) hours)( (a|per) week)?$/.test(folded);
    const spell = said || /^\d+([.,]\d+)?\s*(h|hr|hrs|hours?|m|min|mins|minutes?)(\s*(a|per)\s*week)?$/.test(folded);
    if (spell && /(minutes_per_week|hours_before_launch)$/.test(field.fact)) return "";
    const plain = folded.replace(/(\d)[ ’',](?=\d{3}\b)/g, "$1");
    return /^\d+([.,]\d+)?$/.test(plain) ? "" : `"${text}" is not a number; write for example: ${field.example || 12}`;
  },
  date(text) {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    const day = found && new Date(Date.UTC(+found[1], found[2] - 1, +found[3]));
    const real = day && day.getUTCMonth() === found[2] - 1 && +found[1] > 0;
    return real ? "" : `"${text}" is not a day of the calendar; write year-month-day, for example: 2026-12-24`;
  },
  hours(text, _field, form) {
    return readWeek(text, form).problem;
  },
  country(text, _field, form) {
    return countryCode(text, form) ? "" : `"${text}" is not a country I know; write its name or two letters, for example: Ireland, or IE`;
  },
  colour(text, _field, form) {
    const folded = text.toLowerCase().replaceAll("-", " ").split(/\s+/).join(" ");
    const code = folded.replace(/^#/, "").replaceAll(" ", "");
    const parts = /^rgb\s*\(?\s*(\d{1,3})[ ,]+(\d{1,3})[ ,]+(\d{1,3})\s*\)?$/.exec(folded);
    if (/^([0-9a-f]{3}){1,2}$/.test(code) || (parts && parts.slice(1).every((each) => +each < 256))) return "";
    const names = [folded, folded.replace(/^the /, "").split(" of ")[0], folded.replace(/ish$/, ""), code];
    return names.some((name) => form.colours.includes(name)) ? "" : `"${text}" is not a colour I know; write for example: dark green, or #0b5d7a`;
  },
};

const SLIPS = { uk: "GB", england: "GB", scotland: "GB", wales: "GB", "great britain": "GB", usa: "US", america: "US", holland: "NL" };

function countryCode(text, form) {
  const folded = tidy(text).toLowerCase();
  const codes = new Set(Object.values(form.countries));
  if (SLIPS[folded]) return SLIPS[folded];
  if (codes.has(folded.toUpperCase())) return folded.toUpperCase();
  if (form.countries[folded]) return form.countries[folded];
  const begins = folded.length > 2 ? Object.keys(form.countries).filter((name) => name.startsWith(folded)) : [];
  const found = new Set(begins.map((name) => form.countries[name]));
  return found.size === 1 ? [...found][0] : "";
}
