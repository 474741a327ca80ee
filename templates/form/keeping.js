// The answers file: one canonical text, its SHA-256, and the text of the file. No library, because a page
// opened from a mail has none, and because crypto.subtle is missing where file: is no secure context.
"use strict";

/** Write a value as JSON that has one spelling only: keys sorted, no spaces, ASCII. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    return `{${Object.keys(value).sort().map((key) => `${canonical(key)}:${canonical(value[key])}`).join(",")}}`;
  }
  return ascii(JSON.stringify(value));
}

function ascii(text) {
  return text.replace(/[^\x20-\x7e]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Give the text of an answers file; lines end short, so that a mail program can carry it too. */
function answersFile(content) {
  const whole = { ...content, checksum: sha256(canonical(content)) };
  return `${JSON.stringify(whole, null, 1).split("\n").map(ascii).join("\n")}\n`;
}

/** Give the SHA-256 of an ASCII text in hexadecimal (FIPS 180-4). */
function sha256(text) {
  const bits = text.length * 8;
  const words = new Uint32Array(((text.length + 9 + 63) >> 6) * 16);
  for (let place = 0; place < text.length; place += 1) words[place >> 2] |= text.charCodeAt(place) << (24 - (place % 4) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  words[words.length - 2] = Math.floor(bits / 2 ** 32);
  words[words.length - 1] = bits;
  const { start, steps } = constants();
  const state = Uint32Array.from(start);
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const run = new Uint32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    for (let at = 0; at < 64; at += 1) {
      if (at < 16) run[at] = words[block + at];
      else {
        const low = turn(run[at - 15], 7) ^ turn(run[at - 15], 18) ^ (run[at - 15] >>> 3);
        const high = turn(run[at - 2], 17) ^ turn(run[at - 2], 19) ^ (run[at - 2] >>> 10);
        run[at] = run[at - 16] + low + run[at - 7] + high;
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at += 1) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + steps[at] + run[at]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] += word));
  }
  return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
}

/** Give the standard's constants: fractions of the roots of the first primes. */
function constants() {
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) if (primes.every((each) => number % each)) primes.push(number);
  const fraction = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32);
  return { start: primes.slice(0, 8).map((each) => fraction(Math.sqrt(each))), steps: primes.map((each) => fraction(Math.cbrt(each))) };
}
