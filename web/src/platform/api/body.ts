// Tab, line feed and carriage return are part of a text.
const BREAKS = /[\v\f]/gu; // what a slide or a letter has between lines, and what is pasted along with it
const UNFIT = /(?![\t\n\r])[\p{Cc}\p{Cs}]/gu; // control characters and halves of characters, which the server refuses

function fit(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(BREAKS, '\n').replace(UNFIT, '') : value;
}

/** The JSON of a request's body, without invisible characters that the server would refuse. */
export function writeBody(body: unknown): string {
  return JSON.stringify(body, fit);
}
