// Reads lists of phrases: `(a|b|)` is one of these or nothing, `[name]` one of a list `name = a | b`, `#` a heading.

const MOST_OF_A_LINE = 40;

/** A generator of numbers from 0 to 1 that gives the same ones each time (mulberry32). */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The phrases of a list, line by line: [[phrase of line 1, another of line 1], [phrase of line 2] …]. */
export function phrasesOf(text, seed) {
  const lists = {};
  const lines = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const list = /^(\w+) = (.*)$/.exec(line);
    if (list)
      lists[list[1]] = `(${list[2]
        .split('|')
        .map((each) => each.trim())
        .join('|')})`;
    else if (line && !line.startsWith('#')) lines.push(line.replace(/\[(\w+)\]/g, (_, name) => lists[name]));
  }
  return lines.map((line, number) => drawn(line, random(seed + number)));
}

function drawn(line, chance) {
  const found = new Set();
  for (let tries = 0; tries < 4 * MOST_OF_A_LINE && found.size < MOST_OF_A_LINE; tries += 1)
    found.add(chosen(line, chance).replace(/\s+/g, ' ').replace(/ ,/g, ',').trim());
  return [...found];
}

/** Choose in the innermost brackets first, until there are none. */
function chosen(line, chance) {
  const inner = /\(([^()]*)\)/;
  let text = line;
  while (inner.test(text))
    text = text.replace(inner, (_, choices) => {
      const each = choices.split('|');
      return each[Math.floor(chance() * each.length)];
    });
  return text;
}
