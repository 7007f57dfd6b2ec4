/** Languages and scripts that are written from right to left (Unicode CLDR). */
const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);
const RIGHT_TO_LEFT_SCRIPTS = new Set(['adlm', 'arab', 'hebr', 'nkoo', 'rohg', 'syrc', 'thaa']);

export interface ContentAttributes {
  lang?: string;
  dir?: 'ltr' | 'rtl';
}

/** Which way a language is written; its script, where it names one, decides. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  const [code = '', ...rest] = language.toLowerCase().split('-');
  const script = rest.find((part) => part.length === 4);
  if (script) return RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr';
  return RIGHT_TO_LEFT.has(code) ? 'rtl' : 'ltr';
}

/** The attributes of an element that holds text in a course's language, which need not be the interface's. */
export function contentAttributes(language: string | undefined): ContentAttributes {
  return language === undefined ? {} : { lang: language, dir: directionOf(language) };
}
