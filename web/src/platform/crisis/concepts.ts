/**
 * What words stand for, in both languages: the slots of which a meaning is made (who, wishes or intends, to die, for good).
 * Weights are learnt for slots next to those for words, so that a sentence in words that nobody foresaw is still read, and
 * what was learnt in one language helps in the other. `word*` is a word and whatever begins with it.
 *
 * The slots follow what clinicians ask about: wish to be dead, thoughts of killing oneself, method, intent, plan and preparation
 * (Columbia-Suicide Severity Rating Scale, Posner et al. 2011); being a burden and not belonging (Joiner 2005, Van Orden et
 * al. 2010); defeat and entrapment (O'Connor & Kirtley 2018); self-injury; violence by others. The last ones are guards:
 * what is said of a task, a story, a machine, a body of knowledge or in jest.
 */
const WORDS: Readonly<Record<string, string>> = {
  self: 'i im ive id ill me my mine myself imma ich mich mir mein meine meinen meinem meiner meins selbst mirs',
  kin: 'dad dads daddy father fathers papa mum mums mom moms mommy mummy mother mama mamas parents stepdad stepfather stepmum stepmom stepmother stepbrother uncle uncles grandpa grandad grandfather foster husband boyfriend bf ex partner vater mutter eltern stiefvater stiefmutter onkel opa pflegevater pflegemutter mann freund',
  power:
    'coach trainer teacher boss tutor pastor priest neighbour neighbor man men guy guys boys adult lehrer chef nachbar pfarrer typ kerl jungs erwachsener',
  close:
    'friend friends bestie mate sister brother cousin classmate roommate girlfriend gf daughter son sis bro freundin freunde kumpel schwester bruder cousine klassenkamerad mitbewohner tochter sohn girl',
  they: 'he she they him her them hes shes theyre his their er sie ihn ihm ihr ihre sein seine',
  all: 'everyone everybody everyones everybodys world family people others friends kids alle allen welt familie leute anderen jeder',
  none: 'nobody noone no1 none niemand niemandem niemanden keiner keinem keinen',
  not: 'not no never dont cant cannot wont didnt doesnt isnt wasnt wouldnt couldnt arent aint werent hadnt havent without nicht nie niemals kein keine nichts ohne',
  wish: 'want wants wanted wanna wanting wish wishing wished hope hoping hoped pray praying rather crave longing ready need prefer deserve relieved will willst moechte moecht wuensche wuenschte wuensch hoffe hoffentlich hoff lieber liebsten sehne brauche lust bock wollen wollte',
  intend:
    'gonna going plan plans planned planning decided decide about might attempt attempted tried try trying commit urge urges ready tempted werde plane geplant beschlossen entschieden vorhabe versuch versucht drang wuerde',
  muse: 'think thinking thought thoughts imagine imagining picture fantasise fantasize dream keep wonder wondering googled googling searched voice voices head mind intrusive denke denk gedanke gedanken ueberlege ueberleg vorstelle stelle stell frage traeume stimme stimmen kopf gegoogelt',
  die: 'die dies died dying dead death funeral grave heaven coffin buried sterben sterbe sterb stirbt gestorben tod tot tote beerdigung grab himmel jenseits lebensmuede',
  kill: 'kill killing killed kills suicide suicidal suicid* sui unalive unaliving unaliv* kms kys hang hanging noose overdose overdosed od drown rope neck umbring* umgebracht umzubringen bringe bring selbstmord* suizid* erhaengen erhaenge aufhaengen toeten toete ueberdosis strick seil erschiessen ertraenken',
  live: 'live living alive life exist existing existed existence breathe breathing breath born leben lebe lebt weiterleben existieren existiere existenz atmen atme geboren am',
  wake: 'wake waking woke awake asleep sleep aufwachen aufwache wach wache einschlafen einschlafe schlafen schlafe',
  vanish:
    'disappear disappeared disappearing vanish vanished gone fade erase erased away leave leaving verschwinden verschwinde verschwunden weg fort gehen ausloeschen',
  there: 'here around there still exist da hier dabei',
  end: 'end ends ending ended over stop stopped stops finish finished done quit peace ende enden beenden beende vorbei schluss aufhoeren aufhoert ruhe fertig hinter',
  forever:
    'forever ever anymore again permanently eternally forgood longer last final finally immer mehr ewig endgueltig wieder endlich letzte letzter letztes jemals',
  soon: 'tonight tomorrow today soon monday tuesday friday weekend week month summer christmas birthday date day heute morgen bald nacht montag freitag wochenende woche weihnachten geburtstag tag ferien',
  point:
    'point reason reasons purpose sense worth meaning meaningless pointless why sinn grund zweck wert sinnlos wozu warum wofuer lohnt',
  burden:
    'burden waste mistake liability weight problem useless worthless trouble disappointment failure last belastung platzverschwendung fehler wertlos versager nutzlos ballast',
  better: 'better easier happier relieved fine free besser leichter gluecklicher einfacher erleichtert froh',
  miss: 'miss misses missed notice noticed notices care cares cry look vermissen vermisst vermisse merken merkt auffallen interessiert weinen kuemmern',
  hurt: 'hurt hurts hurting harm harming selfharm sh cut cuts cutting burn burning scratch scratching bleed bleeding blood scar scars slit stitches starve starving purge purging vomit throw ritze ritzen geritzt ritz svv schneide schneiden schnitte narben verletze verletzen selbstverletz* aufgeschnitten blute blutig bluten verbrenne kratze hungere kotzen',
  body: 'arm arms wrist wrists thigh thighs leg legs skin vein veins throat forearm forearms belly stomach sleeves arme unterarm unterarme handgelenk handgelenke oberschenkel beine bein haut pulsadern hals bauch aermel',
  means:
    'razor razors blade blades knife lighter pill pills tablets paracetamol painkillers antidepressants meds bleach gun bridge bridges roof rooftop balcony cliff tracks train trains platform traffic ledge klinge klingen rasierklinge messer feuerzeug tabletten schlaftabletten pillen medikamente waffe pistole bruecke dach balkon gleise gleis zug bahn',
  jump: 'jump jumping jumped leap step stepping swallow swallowed swallowing took take taken taking springen springe gesprungen spring schlucke geschluckt genommen nehme',
  hit: 'hit hits hitting beat beats beating beaten slap slaps slapped punch punched kick kicked kicks choke choked chokes strangle strangled belt whip shove shoved slammed pushed pushes dragged bruise bruises violent attacked schlaegt schlagen schlug geschlagen pruegelt verpruegelt pruegel* gewuergt wuergt guertel getreten tritt schubst geschubst blaue flecken ohrfeige misshandelt',
  touch:
    'touch touches touched touching grope groped gropes rape raped rapes molest molested molests abuse abused abuses abusing assaulted naked nudes nude undress sex sexual sexually kissed anfassen fasst fasste angefasst begrapscht grapscht vergewaltigt missbraucht nackt nacktbilder nacktfotos ausziehen belaestigt',
  force:
    'threaten threatens threatened threatening blackmail blackmails blackmailing force forced forces forcing makes made secret marry stalk stalks follows lock locked locks droht drohen bedroht erpresst zwingt gezwungen geheimnis heiraten verheiraten verfolgt eingesperrt sperrt',
  fear: 'scared afraid terrified frightened fear unsafe safe danger trust hide hiding angst fuerchte furcht sicher gefahr trau traue verstecke versteck',
  home: 'home house room closet garage cellar basement bed fridge zuhause daheim haus zimmer schrank keller bett',
  despair:
    'pain hopeless hope empty numb trapped alone lonely darkness broken suffering unbearable misery schmerz schmerzen hoffnungslos hoffnung leer taub gefangen allein alleine einsam dunkel kaputt ausweg unertraeglich qual',
  weary:
    'tired sick exhausted fed enough handle bear stand carry cope muede satt erschoepft genug ertrage ertragen aushalten halte pack packe schaffe',
  farewell:
    'goodbye goodbyes bye farewell letter letters note notes sorry tell forgive message loved abschied abschiedsbrief lebewohl brief briefe tschuess verzeih sagt verschenkt',
  joke: 'lol haha hahaha lmao jk joke joking laughing laugh laughter boredom embarrassment \u{1F480} \u{1F602} witz lachen langeweile peinlich scham haha',
  task: 'exercise exercises task tasks quiz homework essay exam exams test tests course lesson lessons question questions page chapter assignment project maths math thesis revision unit module topic lecture slide slides deadline grade grades proof fractions chemistry physics presentation uebung uebungen aufgabe aufgaben hausaufgaben hausaufgabe klausur pruefung kurs lektion frage fragen seite kapitel projekt mathe referat note noten abgabe vokabeln beispiel folie folien thema formel',
  story:
    'hamlet romeo juliet ophelia werther macbeth novel book poem film movie play character characters narrator hero heroine author song lyrics lyric title quote scene act stanza speaker episode series story roman buch gedicht stueck figur erzaehler held heldin autor autorin lied titel zitat szene akt strophe oper serie geschichte gretchen woyzeck effi faust julia',
  past: 'century war king queen emperor soldiers soldier statistics rate rates study article debate law durkheim socrates jahrhundert krieg koenig kaiser soldaten statistik rate studie artikel debatte gesetz sokrates',
  machine:
    'process server thread program code file loop app laptop battery phone computer printer wifi account prozess programm datei schleife handy akku drucker konto rechner',
  nature:
    'cell cells bacteria plants plant animals mice salmon virus dose experiment mass velocity zelle zellen bakterien pflanzen tiere dosis versuch geschwindigkeit',
  game: 'game level boss match team football chess fortnite minecraft round fifa hockey tennis spiel mannschaft fussball schach runde training sport turnier',
};

const EXACT = new Map<string, string[]>();
const BEGINNINGS: [string, string][] = [];
for (const [slot, words] of Object.entries(WORDS))
  for (const word of words.split(' '))
    if (word.endsWith('*')) BEGINNINGS.push([word.slice(0, -1), slot]);
    else EXACT.set(word, [...new Set([...(EXACT.get(word) ?? []), slot])]);

const NONE: readonly string[] = [];

/** The slots that a respelled word may fill. */
export function slotsOf(word: string): readonly string[] {
  const exact = EXACT.get(word);
  if (exact) return exact;
  const slot = BEGINNINGS.find(([beginning]) => word.startsWith(beginning))?.[1];
  return slot === undefined ? NONE : [slot];
}
