/**
 * What words stand for, in both languages: the slots of which a meaning is made (who, wishes or intends, to die, for good).
 * Weights are learnt for slots next to those for words, so that a sentence in words that nobody foresaw is still read, and
 * what was learnt in one language helps in the other. `word*` is a word and whatever begins with it.
 *
 * The slots follow what clinicians ask about: wish to be dead, thoughts of killing oneself, method, intent, plan and preparation
 * (Columbia-Suicide Severity Rating Scale, Posner et al. 2011); being a burden and not belonging (Joiner 2005, Van Orden et
 * al. 2010); defeat and entrapment (O'Connor & Kirtley 2018); self-injury, food and what hides it; violence by others, images,
 * who is told and who helps. Guards stand among them: what is said of a task, a story, a machine, a body of knowledge, a good
 * day or in jest.
 */
const WORDS: Readonly<Record<string, string>> = {
  self: 'i im ive id ill me my mine myself imma ich mich mir mein meine meinen meinem meiner meins selbst mirs',
  kin: 'dad dads daddy father fathers papa mum mums mom moms mommy mummy mother mama mamas parents stepdad stepfather stepmum stepmom stepmother stepbrother uncle uncles grandpa grandad grandfather foster husband boyfriend bf ex partner vater mutter eltern stiefvater stiefmutter onkel opa pflegevater pflegemutter mann freund mam mams nan nans nana gran grans granny grandma auntie aunt aunts stepbro stepsister carer carers cousin fiance missus babysitter landlord',
  power:
    'coach trainer teacher boss tutor pastor priest neighbour neighbor man men guy guys boys adult lehrer chef nachbar pfarrer typ kerl jungs erwachsener imam matron warden madam sir headmaster principal physio doctor driver stranger strangers lads gang manager sponsor customers older landlord',
  close:
    'friend friends bestie mate sister brother cousin classmate roommate girlfriend gf daughter son sis bro freundin freunde kumpel schwester bruder cousine klassenkamerad mitbewohner tochter sohn girl flatmate mates besties bf classmates pal buddy kid baby girls student twin',
  they: 'he she they him her them hes shes theyre his their er sie ihn ihm ihr ihre sein seine',
  all: 'everyone everybody everyones everybodys world family people others friends kids alle allen welt familie leute anderen jeder',
  none: 'nobody noone no1 none niemand niemandem niemanden keiner keinem keinen nowhere neither noones nobodys',
  not: 'not no never dont cant cannot wont didnt doesnt isnt wasnt wouldnt couldnt arent aint werent hadnt havent without nicht nie niemals kein keine nichts ohne',
  wish: 'want wants wanted wanna wanting wish wishing wished hope hoping hoped pray praying rather crave longing ready need prefer deserve relieved will willst moechte moecht wuensche wuenschte wuensch hoffe hoffentlich hoff lieber liebsten sehne brauche lust bock wollen wollte wnt long envy tempting dreaming yearn looking forward',
  intend:
    'gonna going plan plans planned planning decided decide about might attempt attempted tried try trying commit urge urges ready tempted werde plane geplant beschlossen entschieden vorhabe versuch versucht drang wuerde scheduled arranged chose chosen choose picked sorted prepared considering contemplating contemplated determined rehearsing practising practise vowed resolved willing',
  muse: 'think thinking thought thoughts imagine imagining picture fantasise fantasize dream keep wonder wondering googled googling searched voice voices head mind intrusive denke denk gedanke gedanken ueberlege ueberleg vorstelle stelle stell frage traeume stimme stimmen kopf gegoogelt idea ideas searching search reading looked obsessed ruminate ruminating consider flashbacks nightmares fantasy fantasies imagined daydream daydreaming',
  die: 'die dies died dying dead death funeral grave heaven coffin buried sterben sterbe sterb stirbt gestorben tod tot tote beerdigung grab himmel jenseits lebensmuede corpse coffins graveyard cemetery ashes tombstone mourn mourned ghost angel afterlife hell fatal lethal deadly terminal',
  kill: 'kill killing killed kills suicide suicidal suicid* sui unalive unaliving unaliv* kms kys hang hanging noose overdose overdosed od drown rope neck umbring* umgebracht umzubringen bringe bring selbstmord* suizid* erhaengen erhaenge aufhaengen toeten toete ueberdosis strick seil erschiessen ertraenken hanged asphyxiat* suffocat* drowning drowned poison poisoned strangle gas shoot shot topping offing commit murder murdered stab stabbed selfdestruct sewerslide attempt attempts attempted oded downed',
  live: 'live living alive life exist existing existed existence breathe breathing breath born leben lebe lebt weiterleben existieren existiere existenz atmen atme geboren am',
  wake: 'wake waking woke awake asleep sleep aufwachen aufwache wach wache einschlafen einschlafe schlafen schlafe',
  vanish:
    'disappear disappeared disappearing vanish vanished gone fade erase erased away leave leaving verschwinden verschwinde verschwunden weg fort gehen ausloeschen dissapear dissapeared evaporate cease delete deleting deleted wiped log exit checkout departed depart',
  there: 'here around there still exist da hier dabei',
  end: 'end ends ending ended over stop stopped stops finish finished done quit peace ende enden beenden beende vorbei schluss aufhoeren aufhoert ruhe fertig hinter finally terminate closing close closure finishing quitting enough',
  forever:
    'forever ever anymore again permanently eternally forgood longer last final finally immer mehr ewig endgueltig wieder endlich letzte letzter letztes jemals permanent eternal eternity 4ever lastly',
  soon: 'tonight tomorrow today soon monday tuesday friday weekend week month summer christmas birthday date day heute morgen bald nacht montag freitag wochenende woche weihnachten geburtstag tag ferien 2nite 2day tmrw now rn thursday wednesday saturday sunday midnight morning anniversary eighteenth holidays days hours weeks months',
  point:
    'point reason reasons purpose sense worth meaning meaningless pointless why sinn grund zweck wert sinnlos wozu warum wofuer lohnt pointlessness use lasting matter matters hopeless future futures tomorrow',
  burden:
    'burden waste mistake liability weight problem useless worthless trouble disappointment failure last belastung platzverschwendung fehler wertlos versager nutzlos ballast mess nuisance parasite dirt trash rubbish curse unwanted unloved unlovable disgusting disgrace shame shamed ashamed loser idiot ugly fat stupid dumb weak hated accident spare worthlessness guilt guilty',
  better:
    'better easier happier relieved fine free besser leichter gluecklicher einfacher erleichtert froh calmer nicer richer glad safer relief peaceful peace calm',
  miss: 'miss misses missed notice noticed notices care cares cry look vermissen vermisst vermisse merken merkt auffallen interessiert weinen kuemmern mourn remember forget forgot grieve grieving sad',
  hurt: 'hurt hurts hurting harm harming selfharm sh cut cuts cutting burn burning scratch scratching bleed bleeding blood scar scars slit stitches starve starving purge purging vomit throw ritze ritzen geritzt ritz svv schneide schneiden schnitte narben verletze verletzen selbstverletz* aufgeschnitten blute blutig bluten verbrenne kratze hungere kotzen carve carved carving slice sliced slicing stab stabbing jab pinch pinching bite biting bit pick picking rip ripped punish punished punishing punishment injure injuring injury wound wounds wounding mutilate mutilating bruise scratches scratched burnt burns relapse relapsed relapsing clean urge urges cravings craving itching selfinjury cutter bandage bandages gash harms',
  body: 'arm arms wrist wrists thigh thighs leg legs skin vein veins throat forearm forearms belly stomach sleeves arme unterarm unterarme handgelenk handgelenke oberschenkel beine bein haut pulsadern hals bauch aermel ankle ankles hip hips shoulder chest knuckles fingers nails hair lips cheek wound flesh head face ribs shin skins',
  means:
    'razor razors blade blades knife lighter pill pills tablets paracetamol painkillers antidepressants meds bleach gun bridge bridges roof rooftop balcony cliff tracks train trains platform traffic ledge klinge klingen rasierklinge messer feuerzeug tabletten schlaftabletten pillen medikamente waffe pistole bruecke dach balkon gleise gleis zug bahn rasor scissors compass sharpener glass pin needle helium sniper pesticide kerosene rope noose cable belt tylenol ibuprofen codeine insulin xanax xans ket acid detergent viaduct motorway river canal sea rails railway lorry truck exhaust oven bag antifreeze vodka tablet capsules stash overdose',
  jump: 'jump jumping jumped leap step stepping swallow swallowed swallowing took take taken taking springen springe gesprungen spring schlucke geschluckt genommen nehme swim downed drank drink drinking ate eat eating necked steps stepped fall falling fell throw threw crash crashing drive driving walk',
  hit: 'hit hits hitting beat beats beating beaten slap slaps slapped punch punched kick kicked kicks choke choked chokes strangle strangled belt whip shove shoved slammed pushed pushes dragged bruise bruises violent attacked schlaegt schlagen schlug geschlagen pruegelt verpruegelt pruegel* gewuergt wuergt guertel getreten tritt schubst geschubst blaue flecken ohrfeige misshandelt batter battered battering thump thumped wallop walloped clatter clattered leather leathered hammered thrash thrashed lash lashed flog flogged cane caned canes whipped whips smack smacks smacked headbutt headbutted stamped stamp twisted twist yank yanked grabbed grabs grab shook shakes throws threw slams slam drags scalded burned burnt burns broke breaks broken spat spits spanking spanked beatings hiding kicking swings swung lunged violence domestic abusive slipper spoon broom stick fist fists blow blows',
  touch:
    'touch touches touched touching grope groped gropes rape raped rapes molest molested molests abuse abused abuses abusing assaulted naked nudes nude undress sex sexual sexually kissed anfassen fasst fasste angefasst begrapscht grapscht vergewaltigt missbraucht nackt nacktbilder nacktfotos ausziehen belaestigt touchy fondled fondle fondles rubs rubbed rubbing stroked strokes kiss kisses kissing undressing undressed undresses nudity genitals penis dick groin crotch bum boobs chest thigh skirt underwear pants knickers bra virginity molesting assault assaults assaulting rapist raping groom groomed grooming oral anal porn spiked incest flashed penetrated consent flirts creepy creep pervert',
  force:
    'threaten threatens threatened threatening blackmail blackmails blackmailing force forced forces forcing makes made secret marry stalk stalks follows lock locked locks droht drohen bedroht erpresst zwingt gezwungen geheimnis heiraten verheiraten verfolgt eingesperrt sperrt blackmailed extort extorted sextort* coerce coerced pressured pressures pressuring trapped controls control controlling tracks tracking bolted bolts chained tied ties shut shuts forbids forbidden forbid allowed allow allows lets let leak leaked leaks trafficked owe stalked stalking stalker following follow followed swears swore threat threats must married marriage engaged husband arranged beg begged begging',
  fear: 'scared afraid terrified frightened fear unsafe safe danger trust hide hiding angst fuerchte furcht sicher gefahr trau traue verstecke versteck dread dreading flinch flinches freeze froze frozen shake shaking eggshells hid nightmares worried frightening panicking threatened dangerous alarmed',
  home: 'home house room closet garage cellar basement bed fridge zuhause daheim haus zimmer schrank keller bett flat shed attic wardrobe bathroom cupboard balcony stairs kitchen door doors bedroom locked outside street park streets bench shelter homeless',
  despair:
    'pain hopeless hope empty numb trapped alone lonely darkness broken suffering unbearable misery schmerz schmerzen hoffnungslos hoffnung leer taub gefangen allein alleine einsam dunkel kaputt ausweg unertraeglich qual miserable depressed depression grief suffocating drowning cornered caged stuck hollow dark black grey heavy rotten ruined unlovable abandoned rejected desperate despair shattered hell torture torment tormented agony',
  weary:
    'tired sick exhausted fed enough handle bear stand carry cope muede satt erschoepft genug ertrage ertragen aushalten halte pack packe schaffe drained worn done weary cba fighting struggling survive surviving giving give gave',
  farewell:
    'goodbye goodbyes bye farewell letter letters note notes sorry tell forgive message loved abschied abschiedsbrief lebewohl brief briefe tschuess verzeih sagt verschenkt byes cya hug hugged kissed remember thank thanks thankyou blame apologise regards will funeral song passwords',
  joke: 'lol haha hahaha lmao jk joke joking laughing laugh laughter boredom embarrassment \u{1F480} \u{1F602} witz lachen langeweile peinlich scham lolol lmfao rofl hehe banter prank pranks kidding comedy meme memes funny hilarious bored boring cringe embarrassed embarrassing halloween',
  task: 'exercise exercises task tasks quiz homework essay exam exams test tests course lesson lessons question questions page chapter assignment project maths math thesis revision unit module topic lecture slide slides deadline grade grades proof fractions chemistry physics presentation uebung uebungen aufgabe aufgaben hausaufgaben hausaufgabe klausur pruefung kurs lektion frage fragen seite kapitel projekt mathe referat note noten abgabe vokabeln beispiel folie folien thema formel worksheet textbook coursework textbooks syllabus notes essays paragraph draft drafts mock mocks paper papers resit resits modules units seminar lab labs experiment answers answer step steps formula formulas equation equations graph graphs table diagram axes axis sheet marks mark calculator algebra geometry statistics biology geography spanish french german english latin grammar verb verbs vocab vocabulary noun citation citations bibliography sources source tutor feedback portfolio powerpoint median mean ratio ratios vectors loops',
  story:
    'hamlet romeo juliet ophelia werther macbeth novel book poem film movie play character characters narrator hero heroine author song lyrics lyric title quote scene act stanza speaker episode series story roman buch gedicht stueck figur erzaehler held heldin autor autorin lied titel zitat szene akt strophe oper serie geschichte gretchen woyzeck effi faust julia poet poems verse sonnet metaphor simile motif symbol symbolism gatsby lennie curleys othello desdemona antigone dido heathcliff cathy plath sylvia woolf musical drama theatre stage lines soliloquy monologue chapter extract writer director painter painting fanfic script plot ending fictional myth tale legend',
  past: 'century war king queen emperor soldiers soldier statistics rate rates study article debate law durkheim socrates jahrhundert krieg koenig kaiser soldaten statistik studie artikel debatte gesetz sokrates treaty empire romans greek greeks roman tudor tudors victorian medieval kings trench trenches army battle revolution parliament president pharaoh famine plague nazi holocaust slaves slavery workers europe percent survey sample source historian court defendant suspect victim murderer offence prosecution crime',
  machine:
    'process server thread program code file loop app laptop battery phone computer printer wifi account prozess programm datei schleife handy akku drucker konto rechner terminal script container pod build branch git button link files video upload download keyboard mouse headset charger browser tab window update password login screen mic zoom',
  nature:
    'cell cells bacteria plants plant animals mice salmon virus dose experiment mass velocity zelle zellen bakterien pflanzen tiere dosis versuch geschwindigkeit enzyme enzymes dna lungs liver kidney oxygen carbon acid metal iron volcano earthquake river planet atom molecule frog rat rats fish bee bees leaf leaves roots photosynthesis osmosis neuron neurons patient nurse paramedic',
  game: 'game level boss match team football chess fortnite minecraft round fifa hockey tennis spiel mannschaft fussball schach runde training sport turnier respawn dungeon dragon zombie zombies raid ranked skyrim valorant celeste dnd pokemon goal goals keeper referee penalty pitch league cup judo karate boxing rugby basketball cricket netball swimming practice',
  food: 'food foods eat eats eaten eating meal meals dinner lunch breakfast calories calorie fat thin weigh weighs diet dieting binge binged ana anorexia bulimia laxatives fasting faint fainted hungry essen gegessen kalorien abnehmen dick duenn hunger',
  hidden:
    'hide hides hiding hid cover covers covering covered sleeves hoodie jumper bandage bandages plaster plasters bracelets wristband tights excuse excuses lie lied lying secret secretly verstecke verdecke aermel pulli pflaster luege',
  images:
    'photo photos photograph pic pics picture pictures video videos nudes nude cam webcam snap snapchat insta instagram discord leak leaked screenshots filmed films foto fotos bilder gefilmt',
  care: 'police ambulance 999 911 112 helpline hotline samaritans childline counsellor counselling therapist therapy camhs hospital ward psych clinic doctor gp nurse icu crisis sectioned polizei krankenhaus klinik notruf therapie therapeutin therapeut psychiatrie jugendamt beratung arzt',
  tell: 'tell tells telling told say says said saying believe believes believed know knows knew promise promised swear confess admitted admit report talk talking speak sagen sage sagt erzaehlen erzaehle erzaehlt glauben glaubt weiss versprochen reden rede',
  drunk:
    'drunk drinks drinking drank wasted high stoned vodka alcohol alcoholic sober betrunken besoffen trinkt saeuft alkohol',
  often:
    'every always keeps keep kept again daily constantly often repeatedly immer jeden jede jedes staendig wieder dauernd',
  amount:
    'many much enough too whole entire box boxes packet pack bottle dose doses handful handfuls lots loads twenty thirty forty viele viel genug ganze packung schachtel flasche zuviel dosis',
  young:
    'little small young kid child childhood years old age aged twelve thirteen fourteen fifteen sixteen 11 12 13 14 15 16 klein kleine kind kindheit jahre alt zwoelf dreizehn vierzehn',
  away: 'give gives giving gave given left belongings stuff things savings dog cat guitar verschenke verschenkt sachen hund katze',
  online:
    'online internet website forum chat roblox tiktok whatsapp dm stranger profile follower followers google chatgpt netz handynummer fremder',
  good: 'great nice fun happy glad proud fine ok okay good well interesting easy helped helpful love liked enjoyed thanks excited lovely super gut schoen spass toll prima danke interessant stolz',
  treat: 'coffee pizza nap snack tea cake chocolate biscuit netflix music beer cookies kaffee tee kuchen schokolade',
  outing:
    'holiday holidays trip wedding dentist flu cold party concert bus camp vacation festival visit visiting match moving travel ferien urlaub ausflug hochzeit zahnarzt grippe konzert umzug fieber',
  learn:
    'learn learned learnt learning read reads write writes writing wrote draw drew drawing calculate solve solved understand understood understanding explain explained explains practise practised revise revised revising study studied studying remember marked checked lernen gelernt lerne lese gelesen schreibe geschrieben rechnen gerechnet verstehe verstanden erklaert ueben geuebt zeichne',
  maths:
    'number numbers formula sum minus plus divide divided multiply add square root zero two three four five six seven eight ten hundred percent equals x y n graph line zahl zahlen wurzel null zwei drei vier prozent rechnung',
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
