export type Language = 'en' | 'de';

const GERMAN = new Set(
  'ich mich mir mein meine meinen meinem meiner du dich dir dein er sie es wir ihr euch der die das den dem des ein eine einen einem und oder aber weil wenn dass ob nicht kein keine keinen mehr nur noch schon auch wie was wer wo wozu warum ist sind war bin hab habe hat haben wird werde will wollen kann muss soll zu im am in an auf von mit bei fuer aus nach ohne ueber vor alle alles heute morgen immer wieder einfach jemand niemand'.split(
    ' ',
  ),
);
const ENGLISH = new Set(
  'i im ive ill id me my myself you your he she they we us our him her them the a an and or but because if that this these those not no dont cant wont didnt isnt just only still what who why how where when is are was were am be been has have had do does did will would could should can to of on at for with from without about out up all everything anyone someone nobody noone always again'.split(
    ' ',
  ),
);

/** The language that more of the common words of a sentence belong to; English where neither has more. */
export function languageOf(words: readonly string[]): Language {
  const count = (common: ReadonlySet<string>) => words.filter((word) => common.has(word)).length;
  return count(GERMAN) > count(ENGLISH) ? 'de' : 'en';
}
