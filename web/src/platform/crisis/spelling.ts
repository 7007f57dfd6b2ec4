/** Words as they are typed in haste or in dialect, and the one spelling that the phrases use. */
const SPELLINGS: Readonly<Record<string, string>> = {
  dnt: 'dont',
  dun: 'dont',
  cnt: 'cant',
  wnt: 'want',
  wana: 'wanna',
  wna: 'wanna',
  wnna: 'wanna',
  wnat: 'want',
  whant: 'want',
  wanto: 'want to',
  tmrw: 'tomorrow',
  tmr: 'tomorrow',
  tomoz: 'tomorrow',
  tonite: 'tonight',
  abit: 'a bit',
  tht: 'that',
  myslef: 'myself',
  mysef: 'myself',
  fckn: 'fucking',
  ppl: 'people',
  wannna: 'wanna',
  gona: 'gonna',
  gunna: 'gonna',
  kil: 'kill',
  kiil: 'kill',
  dieing: 'dying',
  dyin: 'dying',
  liv: 'live',
  lfe: 'life',
  slef: 'self',
  meself: 'myself',
  nobdy: 'nobody',
  noboby: 'nobody',
  evry1: 'everyone',
  every1: 'everyone',
  any1: 'anyone',
  no1: 'noone',
  some1: 'someone',
  u: 'you',
  ur: 'your',
  cuz: 'because',
  bc: 'because',
  cos: 'because',
  coz: 'because',
  becuz: 'because',
  b4: 'before',
  mam: 'mum',
  stepdads: 'stepdad',
  hurtin: 'hurting',
  cuttin: 'cutting',
  hittin: 'hitting',
  tryna: 'trying',
  abt: 'about',
  nich: 'nicht',
  nciht: 'nicht',
  nihct: 'nicht',
  ncht: 'nicht',
  nit: 'nicht',
  net: 'nicht',
  ned: 'nicht',
  wil: 'will',
  nichmehr: 'nicht mehr',
  nichtmehr: 'nicht mehr',
  nimmer: 'nicht mehr',
  nimma: 'nicht mehr',
  mer: 'mehr',
  weis: 'weiss',
  nix: 'nichts',
  lebn: 'leben',
  lebne: 'leben',
  lbeen: 'leben',
  sterbn: 'sterben',
  sterbne: 'sterben',
  strben: 'sterben',
  moecht: 'moechte',
  brueke: 'bruecke',
  brucke: 'bruecke',
  schlaegd: 'schlaegt',
  schleagt: 'schlaegt',
  schlegt: 'schlaegt',
  schlagt: 'schlaegt',
  mochte: 'moechte',
  wunschte: 'wuenschte',
  wunsche: 'wuensche',
  ware: 'waere',
  dasz: 'dass',
  ihc: 'ich',
  isch: 'ich',
  mcih: 'mich',
  mihc: 'mich',
  zuhaus: 'zuhause',
  dahoam: 'daheim',
  tabeltten: 'tabletten',
};

const SPLIT: readonly [RegExp, string][] = [
  [/\b(?:do not|don t)\b/g, 'dont'],
  [/\b(?:can not|cannot|can t)\b/g, 'cant'],
  [/\b(?:will not|won t)\b/g, 'wont'],
  [/\b(?:does not|doesn t)\b/g, 'doesnt'],
  [/\b(?:did not|didn t)\b/g, 'didnt'],
  [/\bno one\b/g, 'noone'],
  [/\bany ?more\b/g, 'anymore'],
  [/\bmy self\b/g, 'myself'],
  [/\bi m\b/g, 'im'],
  [/\bstep (?=dad|father|mum|mom|mother|brother)/g, 'step'],
  [/\bzu hause\b/g, 'zuhause'],
  [/\bselbst verletz/g, 'selbstverletz'],
];

/** Long words that only crisis phrases need; a word one slip of a finger away is read as one of them. */
const LONG_WORDS =
  'suicide suicidal killing myself himself herself disappear disappeared goodbye overdose overdosed hurting hitting touching choking choked strangled molested threatened threatens threatening stepdad stepfather boyfriend forever anymore existing worthless hopeless tonight beaten bruises painkillers without nobody everyone umbringen umzubringen umgebracht selbstmord suizidgedanken suizid verpruegelt geschlagen verletzen verschwinden tabletten pulsadern abschiedsbrief einschlafen aufwachen ueberdosis weiterleben misshandelt missbraucht vergewaltigt angefasst gewuergt bedroht eingesperrt stiefvater niemand springen sterben schlaegt'.split(
    ' ',
  );
const KNOWN = new Set(LONG_WORDS);
/** Ordinary words one slip away from one of them. */
const ORDINARY = new Set(
  'hunting exiting choosing checking streben geschlafen versetzen verletzten aufwachsen aufmachen angepasst einschlagen springer springend springend schlaegst schlaeft schlaege umbringe sterbe verletze springe aufwache einschlafe weiterlebe verschwinde hinting niemandem beaten bearing beater hiding betont bedroh bedrohte verschwunden sprengen spritzen spring sterbend umringen tablette aufwachten gewuerzt'.split(
    ' ',
  ),
);

/** Give the words of a sentence the spelling that the phrases use. */
export function respell(sentence: string): string {
  const words = sentence.split(' ').map((word) => SPELLINGS[word] ?? nearest(word.replace(/(.)\1{2,}/g, '$1$1')));
  return SPLIT.reduce((text, [typed, meant]) => text.replace(typed, meant), words.join(' '));
}

function nearest(word: string): string {
  if (word.length < 6 || KNOWN.has(word) || ORDINARY.has(word)) return word;
  return LONG_WORDS.find((known) => known[0] === word[0] && isOneSlip(word, known)) ?? word;
}

/** One letter missing, too many or wrong, or two changed about. */
function isOneSlip(word: string, known: string): boolean {
  if (Math.abs(word.length - known.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start += 1;
  let end = 0;
  while (end < Math.min(word.length, known.length) - start && word.at(-1 - end) === known.at(-1 - end)) end += 1;
  const [typed, meant] = [word, known].map((each) => each.slice(start, each.length - end)) as [string, string];
  if (typed.length <= 1 && meant.length <= 1) return true;
  return typed.length === 2 && meant.length === 2 && typed[0] === meant[1] && typed[1] === meant[0];
}
