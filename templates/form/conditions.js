// The condition language of kit/interview/form_conditions.py, and what is known while a form is being filled in.
"use strict";

/** Tell whether a compiled condition holds: true, false, or null when an absent fact decides. */
function evaluate(condition, known) {
  if (!Array.isArray(condition)) return condition;
  const [name, ...rest] = condition;
  if (name === "all" || name === "any") {
    const decides = name === "any";
    const found = rest.map((each) => evaluate(each, known));
    return found.includes(decides) ? decides : found.includes(null) ? null : !decides;
  }
  if (name === "not") {
    const inner = evaluate(rest[0], known);
    return inner === null ? null : !inner;
  }
  if (name === "given") return known.facts.has(rest[0]);
  if (name === "hours") return known.hours === null ? null : rest[0] === "min" ? known.hours >= rest[1] : known.hours <= rest[1];
  if (name === "is") return known[rest[0]] === null || known[rest[0]] === undefined ? null : known[rest[0]] === rest[1];
  const have = known.words[rest[0]];
  if (!have) return null;
  if (rest[1].some((word) => have.includes(word))) return true;
  const unsure = known.words[`maybe:${rest[0]}`] || [];
  return rest[1].some((word) => unsure.includes(word)) ? null : false;
}

/** Give what is known: `base` from the facts, `answers` (fact → text, list of words, or null) from the form. */
function knownNow(base, answers) {
  const at = (fact) => (fact in answers ? answers[fact] : base.standing[fact] ?? null);
  const some = (...lists) => lists.find((each) => each && each.length) || null;
  const one = (value) => (value ? [value] : null);
  const words = { ...base.words };
  const facts = new Set(base.given);
  for (const [fact, value] of Object.entries(answers)) if (value !== null) facts.add(fact);
  for (const fact of [...facts]) {
    for (let above = fact; above.includes("."); ) {
      above = above.slice(0, above.lastIndexOf("."));
      facts.add(above);
    }
  }
  const mode = some(at("place.mode"));
  const ways = { premises: "local", at_customer: "local", remote: "national", ship: "online" };
  const usual = mode || (at("place.town") ? ["premises"] : []);
  const country = at("business.country");
  words.place = mode || (at("place.street") ? ["premises"] : null);
  words.reach = some(at("place.reach"), usual.map((each) => ways[each]));
  words.who = some(at("customers.who"), base.assumed.who);
  words.country = country ? (base.eu.includes(country) ? [country, "EU"] : [country]) : null;
  words.form = one(at("business.form"));
  words.stage = one(at("business.stage"));
  words.goal = some(at("marketing.goals"), base.assumed.goal);
  words.opted = at("marketing.opted");
  Object.assign(words, whatThereIs(at, words.has || []));
  const regulated = at("business.regulated");
  const minutes = at("marketing.minutes_per_week");
  return {
    words, facts,
    regulated: regulated === null ? (facts.has("business.licence.body") ? true : null) : regulated === true || /^(yes|true)$/.test(regulated),
    hours: minutes === null ? base.assumed.hours : Number(minutes) / 60,
  };
}

/** Give what the business has, and what nobody knows whether it has. */
function whatThereIs(at, before) {
  const served = at("marketing.customers_served");
  const held = at("domain.held_by");
  const mail = at("domain.mail");
  const found = {
    past_customers: served === null ? null : Number(served) > 0,
    old_profiles: before.includes("old_profiles"),
    own_domain: at("domain.name") ? true : held === null ? null : held !== "none",
    mail_on_domain: mail === null ? null : mail === "here",
    no_mail_domain: mail === null ? null : mail === "none",
    phone: at("contact.phone") !== null,
    contact_form: at("contact.form") !== null,
    booking: at("contact.booking_link") !== null,
  };
  const names = Object.keys(found);
  return {
    has: [...names.filter((name) => found[name]), ...(at("already") || [])],
    "maybe:has": names.filter((name) => found[name] === null),
  };
}
