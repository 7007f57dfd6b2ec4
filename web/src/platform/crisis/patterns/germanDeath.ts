const INTENT =
  '(?:will|moechte|mag|wollte|wuerde|wuerd|koennte|koennt|werde|wills|wuenschte|wuensche|wuensch|hoffe|hoff)';
const NO_MORE = '(?:nicht mehr|nicht laenger|nicht weiter|nie mehr|nie wieder)';
const GONE =
  '(?:tot|weg|nicht mehr (?:da|hier|am leben|lebe|leben|existiere|aufwache|gaebe|bin|waere|lebte)|nicht (?:da|existiere|existieren|leben|lebe|geboren|gaebe|aufwache)|sterbe|sterben|gestorben|verschwinde|verschwunden|verschwinden|verschwaende|nie (?:geboren|existiert|da|gegeben)|umbringe|umbringen|springe|nie wieder)';
const NO_PERSON =
  '(?:niemand|niemanden|niemandem|keiner|keinen|keinem|kein mensch|keine sau|kein schwein|wer|ob jemand|ueberhaupt jemand|keine seele|wem|wen)';
const CARES =
  '(?:vermissen|vermisst|vermisse|auffallen|auffaellt|merken|merkt|bemerken|bemerkt|fehlen|fehlt|interessieren|interessiert|stoeren|stoert|kuemmern|kuemmert|traurig|weinen|weint|heulen|juckt|jucken|trauern|egal)';
const MEANS =
  '(?:tabletten|pillen|schlaftabletten|medikamente|medis|schmerztabletten|paracetamol|ibuprofen|ibus|schlafmittel|antidepressiva|insulin|tilidin|tavor|valium)';
const HIGH =
  '(?:(?:vom|von (?:der|einer|ner|einem|dem|nem)) * (?:dach|bruecke|klippe|balkon|hochhaus|turm|haus|parkhaus|felsen|kran|mauer|stock)|aus (?:dem|einem|nem) * (?:fenster|balkon|hochhaus|stock)|(?:vor|unter) (?:den|einen|die|ne|nen|eine|das|dem|der|nem|n) * (?:zug|bahn|ubahn|sbahn|auto|lkw|laster|bus|strassenbahn|ice|tram)|vors auto|auf (?:die|den) * (?:gleise|schienen|gleis)|gegen (?:den|einen|nen|die|ne|eine|n) * (?:baum|wand|mauer|brueckenpfeiler|pfeiler|lkw)|(?:in den|ins|in die) * (?:gegenverkehr|fluss|kanal|wasser|verkehr))';
const FALL =
  '(?:springen|springe|spring|gesprungen|springst|werfen|werfe|schmeissen|schmeisse|schmeiss|stuerzen|stuerze|legen|lege|leg|laufen|laufe|fallen|fallenlassen|stellen|stelle|fahren|fahre|rennen|renne|treten|steuern|lenken|gehen|gehe)';
const THOUGHT =
  '(?:denke|denk|dachte|gedacht|gedanke|gedanken|ueberlege|ueberleg|ueberlegt|stelle|stell|vorstelle|traeume|moechte|will|wollte|koennte|koennt|wuerde|drang|fast|lust|kurz davor|versucht|versuchung)';
const NIGHT =
  '(?:heute abend|heut abend|heute nacht|heut nacht|heute|morgen|bald|am wochenende|nach der schule|diese nacht|diese woche)';

/** Not wanting to live, saying goodbye, and the plans and means of a suicide. */
export const GERMAN_DEATH: readonly string[] = [
  // a wish to be dead, not to be
  `(?:ich|nur noch|einfach|am liebsten|lieber) * ${INTENT} * (?:sterben|tot sein|tot|nicht mehr sein|nicht existieren|nicht mehr existieren|nie geboren|nicht mehr da sein|weg sein von dieser welt)`,
  `${INTENT} (?:ich )?(?:\\S+ )?(?:\\S+ )?(?:sterben|tot sein|nicht mehr existieren|nicht existieren|nicht mehr da sein)`,
  '(?:ich|mir|dass ich|wenn ich|als ob ich) ** (?:sterben|tot sein|tot|nicht mehr leben|nicht mehr existieren) (?:will|moechte|wollte|wuerde|waere|koennte|darf|duerfte|soll|sollte|wer|waer|bin)',
  '(?:waere|waer) (?:ich )?(?:doch |nur |lieber |bloss |einfach |besser |schon |am liebsten )*(?:tot|gestorben|nie geboren|nicht geboren|nie auf die welt)',
  '(?:haette|haett|hatte) * (?:mich|meine mutter mich) * (?:nie|nicht|lieber nicht) (?:geboren|bekommen|gegeben|abgetrieben)',
  '(?:nie|niemals|nicht|gar nicht) (?:geboren (?:worden|waere|waer|werden)|auf die welt gekommen)',
  '(?:tot ?sein|tod|sterben) * (?:ist|waere|waer|klingt|scheint|wirkt|fuehlt|kommt) ** (?:besser|leichter|einfacher|einzige|erloesung|schoen|gut|friedlich|ausweg|loesung|frieden|befreiung|verlockend)',
  '(?:sehne|sehn|freue|freu|warte|hoffe|bete) * (?:nach dem|nach meinem|auf den|auf meinen|um den|fuer den) (?:tod|ende)',
  '(?:todeswunsch|todessehnsucht|lebensmuede|todesgedanken)',
  'ich|mich|mir * (?:sollte|muesste|soll) * (?:sterben|tot sein|nicht (?:mehr )?(?:leben|da sein|existieren)|einfach weg sein|gar nicht (?:leben|existieren))',
  `ich ?(?:\\S+) ?${INTENT} * (?:verschwinden|mich aufloesen|in luft aufloesen|weg sein|unsichtbar sein|fuer immer weg|fuer immer schlafen|ewig schlafen) $`,
  '(?:ich|mich|mir) ** (?:fuer immer|fuer ewig|endgueltig|ein fuer alle mal|auf ewig) ** (?:weg|schlafen|einschlafen|verschwinden|verschwunden|gehen|ruhe|augen|frei|zumachen|schliessen)',
  `(?:fuer immer|fuer ewig|endgueltig|ewig) (?:weg|schlafen|einschlafen|verschwinden|die augen|weg sein)`,
  `(?:schlafen|einschlafen|schlafe|einschlafe|augen|bett|abend|nacht|hoffe|wuensche|wuenschte|hoffentlich|bete) ** (?:nicht mehr|nie mehr|nie wieder|nicht|nimmer|ohne) * (?:aufwachen|aufzuwachen|aufwache|wach (?:werden|werde)|aufwach|aufgewacht|aufmachen|oeffnen|aufstehen muessen)`,
  `(?:waere|waer|wuensche|wuenschte|hoffe|hoff) ** (?:nicht mehr|nie wieder|nicht|nie|nie mehr) (?:aufwache|aufwachen|aufgewacht|wach (?:werde|werden|geworden))`,
  // a burden; better off without
  '(?:ich|nur|allen|bin|mich|euch|ihnen|jedem) ** (?:last|belastung|buerde|klotz am bein|ballast|platzverschwendung|zur last|ueberfluessig auf)',
  '(?:ohne mich) ** (?:besser|leichter|gluecklicher|einfacher|froh|schoener|ruhiger|weniger|keine sorgen|dran|frei|billiger)',
  '(?:besser|leichter|gluecklicher|einfacher|froh|schoener|erleichtert|lieber|dran|gut|ruhiger) ** (?:ohne mich|wenn ich (?:weg|tot|nicht da|nicht mehr|nie)|wenn es mich nicht|wenns mich nicht)',
  `(?:besser|leichter|gluecklicher|einfacher|froh|schoener|erleichtert|egal|stoert|merkt|scheissegal|besten) ** (?:wenn|ob|dass|falls) * ich ** ${GONE}`,
  `${NO_PERSON} ** ${CARES} ** (?:wenn|ob|dass|falls) * (?:ich|es mich) ** ${GONE}`,
  `(?:wenn|ob|dass|falls) (?:ich|es mich) ** ${GONE} ** ${NO_PERSON} ** ${CARES}`,
  `(?:wenn|ob|dass|falls) (?:ich|es mich) ** ${GONE} ** ${CARES} ** ${NO_PERSON}`,
  `(?:wuerde|wird|wuerd|vermisst|vermissen) (?:mich )?(?:\\S+ )?${NO_PERSON} * (?:vermissen|vermisst|mich)`,
  `${NO_PERSON} * (?:wuerde|wird|wuerd) * (?:mich )?(?:vermissen|um mich (?:weinen|trauern))`,
  '(?:auf|zu|an|bei|fuer) meiner? (?:eigenen )?(?:beerdigung|trauerfeier)',
  'meine (?:eigene )?beerdigung',
  '(?:wenns|wenn es) mich (?:nicht|nie|nimmer) * (?:gaebe|gibt|geben|gaeb|gegeben)',
  // no hope, no reason
  `ich ** ${NO_MORE} * (?:leben|weiterleben|existieren|aufwachen|am leben|auf (?:der|dieser) (?:welt|erde)|da sein|dasein|hier sein|auf diesem planeten)`,
  `(?:kann|mag|will|moechte|wollte|schaffe|bock|lust|kraft) * ${NO_MORE} * (?:leben|weiterleben|existieren|da sein|am leben sein)`,
  `${NO_MORE} (?:leben|weiterleben|da sein|dasein|existieren|hier sein|aufwachen|auf dieser welt sein|am leben sein|sein) (?:will|moechte|mag|wollte|kann|muss|muessen|wollen|moegen|koennen|$)`,
  '(?:keine lust|keinen bock|kein bock|kein bog|keine kraft|kein grund|keinen grund|keinen sinn|kein sinn|keinen willen|muede|satt|leid|ueberdruessig|grund|sinn|wofuer|wozu|warum|wieso|weshalb) * (?:(?:zu|zum|am|im|ans|das|dieses|mein|aufs) (?:\\S+ )?leben|weiterzuleben|weiter zu leben|weiterleben|ueberhaupt (?:noch )?(?:lebe|da bin|existiere)|ich (?:ueberhaupt |noch |eigentlich )*(?:lebe|leben|da bin|auf der welt|existiere|weiterleben|weitermachen soll))',
  '(?:leben|dasein) ** (?:keinen sinn|kein sinn|sinnlos|nicht lebenswert|nicht mehr lebenswert|nichts mehr wert|nichts wert|satt|nicht mehr aus|ueberdruessig|nicht mehr ertragen|hinter mich|weg ?werfen|beenden|beende|zu ende|nicht mehr lohnt|lohnt sich nicht|nur noch qual|eine qual|die hoelle|nicht mehr weiter|vorbei sein|aufgeben|hasse|kotzt)',
  '(?:hasse|halte|ertrage|satt|scheiss auf) * (?:mein|das|dieses|dies|es) * (?:leben|dasein|existenz)',
  '(?:keine|sehe keine|seh keine|gibt keine|keinerlei) (?:zukunft|hoffnung) * (?:fuer mich|mehr|$)',
  '(?:kein|keinen|einziger|letzter) (?:anderen )?ausweg',
  '(?:alles|es) * (?:hat keinen sinn mehr|macht keinen sinn mehr|sinnlos|hoffnungslos|zwecklos) (?:$|und|ich|seit|fuer)',
  '(?:ich|mich) ** (?:(?:meinen|den|naechsten|meinem|das naechste) * (?:geburtstag|weihnachten|sommer|jahr|schuljahr|abitur|monat)) ** (?:nicht mehr (?:erlebe|erleben|da|hier|am leben)|eh nicht|nicht erleben)',
  '(?:nicht mehr (?:erlebe|erleben|miterleben|miterlebe))',
  '(?:weiss|sicher|keine ahnung) ** (?:ob|wie lange) ich ** (?:noch lebe|ueberlebe|durchhalte|noch leben|am leben|weiterleben|ueberstehe)',
  '(?:(?:nicht|nicht mehr) (?:lange|laenger) (?:leben|am leben|durchhalte)|eh (?:nicht|nicht mehr) lange (?:da|hier))',
  `${NIGHT} ** (?:alles|es) * (?:vorbei|zu ende|aus|endlich vorbei)`,
  '(?:es|alles) * (?:soll|sollte|muss) * (?:einfach |endlich |nur |bitte )+(?:aufhoeren|enden|vorbei sein|zu ende sein|ein ende haben)',
  '(?:will|moechte|wuensche|wuenschte|hoffe) ** (?:dass|das) * (?:alles|der schmerz) * (?:aufhoert|vorbei ist|endet|ein ende hat|zu ende ist)',
  '(?:mir|mich|waere|waers|ists|ist) ** (?:egal|wurscht|wurst|scheissegal|gleichgueltig) ** (?:ob ich (?:lebe|sterbe|aufwache|ueberfahren|draufgehe|noch da)|wenn ich (?:sterbe|tot|ueberfahren|draufgehe|nicht mehr))',
  '(?:hoffe|hoff|wuensche|wuenschte|waere|hoffentlich|moege) ** (?:mich|ich) ** (?:ueberfaehrt|ueberfahren|anfaehrt|draufgehe|krebs|umkomme|nicht ueberlebe|erwischt|sterbe)',
  // goodbye
  '(?:verabschiede|verabschieden|verabschiedet|verabschied|abschied) ** (?:fuer immer|von (?:allen|euch|meinen|meiner|der welt|dieser welt|dem leben|mama|papa|dir)|mich von|genommen|nehmen)',
  '(?:das ist|ist|war|das war) (?:mein|meine|ein|der|die) (?:(?:letzter|letzte|letztes) (?:tag|nacht|nachricht|eintrag|gruss|brief|weihnachten)|abschied|abschiedsgruss|lebewohl) * (?:$|an dich|hier|auf|fuer|ich|danke|von|leb|machts)',
  '(?:leb|lebt) (?:wohl|alle wohl)|lebewohl|lebt wohl',
  '(?:machts|mach es|macht es|tschuess) * (?:gut|fuer immer|welt) * (?:alle|fuer immer|ihr lieben|leute) (?:und|danke|ich|$)',
  '(?:danke|sorry|tut mir leid|verzeiht|verzeih|entschuldigung) ** (?:fuer alles|alles) ** (?:lebt wohl|leb wohl|tschuess|nicht mehr|letzte|auf wiedersehen|machts gut|vorbei|fuer immer|passt auf)',
  '(?:sag|sagt|sage|richte|richtet|sagen) ** (?:mama|papa|meiner|meinen|meinem|ihnen|ihr|ihm|allen|mutter|eltern) ** (?:lieb|liebe|leid|leidtut|geliebt|lieb habe|liebhab)',
  '(?:wenn|bis|sobald|falls) (?:du|ihr|jemand|man|sie|er) ** (?:das|dies|diese|mich) ** (?:liest|lest|lesen|findet|finden) ** (?:tot|weg|nicht mehr|vorbei|zu spaet|gegangen)',
  '(?:abschiedsbrief|abschiedsbriefe|abschiedsnachricht|abschiedsvideo|mein testament)',
  '(?:letzte|letzten|letzter|letztes) (?:mal|nachricht|eintrag|weihnachten|geburtstag) ** (?:meines lebens|ueberhaupt|hier bin|lebe|auf dieser welt|fuer immer)',
  // giving things away
  '(?:verschenke|verschenk|verschenkt|verschenken|vererbe|weggegeben|weggeben|hergegeben|schenke|schenk) ** (?:meine sachen|alle sachen|alles was|meine ganzen|alles|meinen|meine \\S+|mein \\S+) ** (?:weg|brauche|brauch|nicht mehr|verschenkt|her|behalten|kann ich eh)',
  '(?:meine sachen|mein zeug|alles|lieblingssachen|meine ganzen \\S+|meine \\S+) * (?:verschenkt|verschenke|verschenken|weggegeben|weggeben|verteilt)',
  '(?:kuemmer|kuemmert|kuemmerst|pass|passt|fuetter|fuettert|nimmst|nehmt|nimmt|sorgt) ** (?:hund|katze|hamster|schwester|bruder|geschwister|mama|kaninchen|hasen|meerschweinchen|vogel|haustier|tiere) ** (?:weg|nicht mehr|tot|wenn ich)',
  // plans and means
  '(?:plan|planen|plane|geplant|datum|tag|termin|methode|ort|stelle|bruecke|weg) ** (?:mich umzubringen|zu sterben|zu springen|schluss zu machen|es zu beenden|wie ich (?:sterbe|mich umbringe|es beende)|wo ich springe|mein leben zu|fuer meinen tod)',
  `(?:weiss|habe|hab|steht|steht schon) ** (?:wie|wann|wo) ich * (?:sterbe|sterben|mich umbringe|es beende|springe)`,
  '(?:heute abend|heute nacht|heut nacht|heut abend|diese nacht) * (?:mach|mache|tu|tue|beende|zieh) ichs? * (?:schluss|ein ende|endlich|durch|alles)',
  '(?:strick|seil|schlinge|strang|galgen|guertel) ** (?:mich|gekauft|haengen|gekn\\S*|um den hals|bereit|dachboden|erhaeng\\S*)',
  '(?:knarre|pistole|waffe|gewehr|messer|klinge) ** (?:an den kopf|an die schlaefe|ins herz|an meine|an meinen|an den hals|mich|in den mund|an die kehle|an den puls|pulsadern)',
  `(?:wie viele?|wieviele?|wieviel|ab wie ?viel\\S*) ** ${MEANS} ** (?:ich|mir|man|sterben|stirbt|reichen|reicht|genug|tot|toedlich|nicht mehr|aufwach\\S*|brauch\\S*)`,
  `(?:sammel|sammle|sammeln|gesammelt|horte|gehortet|versteckt|verstecke|spare|gespart|zaehle|gezaehlt|geklaut|klaue|besorgt|bereitgelegt|bereit|aufgehoben|gebunkert|bunker|bunkere) ** ${MEANS}`,
  `${MEANS} ** (?:gesammelt|gehortet|sammle|sammel|horte|versteckt|gezaehlt|geklaut|bereit|besorgt|bereitgelegt|gebunkert|beiseite|auf einmal|geschluckt|reichen|runtergespuelt|vor mir|in der hand|und dann|alle nehmen|schlucken|schlucke|liegen)`,
  `(?:alle|\\d+|zwanzig|dreissig|fuenfzig|hundert|ganze|ganzen|viele|viel|menge|packung|schachtel|handvoll|haufen|genug|restlichen) * ${MEANS} ** (?:genommen|nehme|nehmen|geschluckt|schlucke|schlucken|intus|eingeworfen|einwerfen|da|zuhause|daheim|hier|ex)`,
  `(?:${THOUGHT}|ich|mich) ** ${HIGH} ** ${FALL}`,
  `(?:springe|spring|werfe|schmeisse|stuerze|lege|laufe|stelle|fahre|renne|werf|leg) ?(?:ich|mich) ?(?:mich|einfach) * ${HIGH}`,
  `(?:zu|daran) ${FALL} ** ${HIGH}`,
  `(?:stand|stehe|steh|sass|sitze|sitz|gestanden|gesessen|stehen|war|gehe|geh) ** (?:auf|an|am|bei|auf dem|oben|vor) * (?:bruecke|gleisen|gleise|dach|gelaender|bahnsteig|bahnuebergang|klippe|balkon|parkhaus|schienen|fensterbrett|rand|kante|abgrund) ** (?:dachte|denke|denk|gedacht|springen|springe|spring|ueberlegt|ueberlege|fallen|loslassen|schritt|zug|einfach|nur)`,
  '(?:nur|einen|ein|noch) schritt ** (?:vorbei|springen|bruecke|gleise|tot|ruhe|abgrund)',
  '(?:ich|mir|mich|will) ** (?:bleichmittel|rattengift|rohrreiniger|frostschutzmittel|gift|abgase) ** (?:trinken|trinke|schlucken|schlucke|nehmen|nehme|einatmen|getrunken)',
  'wie (?:stirbt|sterbe|bringt|bringe|erhaengt|erhaenge) (?:man|ich) ** (?:schmerzlos|schnell|schnellsten|am einfachsten|ohne schmerzen|sich um|mich um|sich|am besten|mich|$)',
  '(?:schmerzlos\\S*|schmerzfrei\\S*|schnellste\\S*|einfachste\\S*|sanft\\S*|friedlich\\S*) * (?:sterben|zu sterben|tod|suizid|selbstmord|art zu sterben|methode zu sterben)',
  '(?:tut|tuts|tun) (?:es )?(?:\\S+ )?weh * (?:zu sterben|wenn man (?:stirbt|springt|verblutet|sich)|beim sterben|erhaengen|sich zu erhaengen|zu ertrinken)',
  'wie (?:hoch|tief|lange|viel|schnell) ** (?:um zu sterben|bis man (?:stirbt|verblutet|tot)|damit man (?:stirbt|tot)|zum sterben|dass man (?:stirbt|tot)|um tot zu sein|man tot ist|verblutet)',
  // to kill oneself
  '(?:mich|mir) ** (?:umbringen|umbringe|umzubringen|umgebracht|umbring|umbraechte|erhaengen|erhaenge|aufhaengen|aufhaenge|zu erhaengen|ertraenken|vergiften|erschiessen|erstechen|vergasen|abstechen|wegschmeissen|totmachen|kaputtmachen|abknallen|kalt ?machen|ausloeschen|wegmachen|toeten)',
  '(?:bring|bringe|erhaeng|erhaenge|haeng|haenge|erschiess|erschiesse|knall|knalle|stech|vergifte|ertraenke|toete|loesche|kill|kille) (?:ich )?mich (?:$|um|auf|ab|weg|heute|bald|wenn|selbst|einfach|endlich|morgen)',
  '(?:mich|mir) (?:selbst |selber )?(?:killen|unaliven|unalive|wegballern|wegknallen|wegmachen|abmurksen)',
  '(?:unalive|unaliven)',
  '(?:mir|mir selbst|mir selber) ** (?:das leben|die kugel|den strick|die pulsadern|den goldenen schuss|die kante) ** (?:nehmen|nehme|genommen|geben|gebe|aufschneiden|aufschneide|zu nehmen|setzen)',
  '(?:suizid\\S*|selbstmord\\S*|freitod) ** (?:ich|mir|mich|meine|mein|meinem|bin)',
  '(?:ich|mir|mich|mein|meine|meinen|meinem|bin|habe|hab|wieder|starke) ** (?:suizid\\S*|selbstmord\\S*|freitod)',
  '(?:mach|mache|machen|mach ich|gemacht|machn) ** (?:schluss|ende) ** (?:mit allem|mit dem leben|mit meinem leben|fuer immer|endgueltig|heute nacht|heute abend)',
  '(?:schluss|ein ende) (?:zu )?(?:machen|mache|gemacht|setzen|bereiten|setze) (?:mit (?:allem|dem leben|meinem)|fuer immer)',
  '(?:allem|dem|meinem leben|dem ganzen|dem leiden|der qual) * (?:ein )?(?:schluss|ende) (?:machen|mache|setzen|setze|bereiten|zu machen|zu setzen)',
  '(?:mein|das|dieses|mein ganzes) leben ** (?:beenden|beende|beendet|zu beenden|ein ende|auszuloeschen|nehmen)',
  '(?:will|moechte|werde|wollte) (?:ich )?(?:\\S+ )?(?:es|alles|das alles) (?:einfach |endlich |nur |alles |nur noch |heute )*(?:beenden|hinter mir haben)',
  'alles (?:einfach |endlich )+beenden',
  '(?:denke|denk|gedacht|denken|nachdenke|nachgedacht|traeume|fantasiere|gedanken|gedanke|vorstelle) ** (?:an den tod|ans sterben|an meinen tod|ueber (?:den|meinen) tod|zu sterben|zu toeten|wie es waere (?:tot|nicht|zu sterben)|uebers sterben|ueber das sterben|tot zu sein|nicht mehr (?:da zu sein|zu leben|leben|aufzuwachen|zu existieren)|an selbstmord|an suizid)',
  // said in passing: not worth it any more, worth more dead, the height that nobody survives
  'lohnt * (?:fuer mich|bei mir) * nicht mehr',
  '(?:lohnt|wozu|warum|bringt|wofuer) ** (?:lernen|lerne|vokabeln|hausaufgaben|abschluss|schule|pruefung|test) ** (?:eh|sowieso|ohnehin|nicht mehr) * (?:nicht mehr (?:da|hier|leb\\S*)|bald tot|schluss)',
  '(?:dann|ist|geburtstag|weihnachten|silvester|wochenende|ferien) * (?:schluss|vorbei|ende) ** (?:geplant|mit mir|fuer mich|endgueltig|fuer immer|mit allem)',
  '(?:tot|tote) (?:mehr|besser|nuetzlicher|mehr wert)',
  'lebensversicherung ** (?:kinder|familie|mehr|frau|mann|meine|meinen|eltern)',
  '(?:damit|dass|so dass|sodass|ob|hoffe|hoffentlich) ich * (?:nicht ueberleb\\S*|nicht mehr ueberleb\\S*)',
  'wie (?:hoch|tief|viel|viele|lange|schnell) ** (?:bruecke|sturz|dach|tabletten|springe\\S*|bluten|fenster|haus) ** (?:ueberleb\\S*|toedlich|stirbt|sterbe|tot)',
  '(?:mich|mir) * (?:nicht|niemand|keiner|nie|nichts) * (?:vermissen|nachweinen|vermisst)',
  '(?:hund|katze|handy|konsole|gitarre|laptop|sachen|fahrrad|switch|hamster|schmuck|playstation|buecher) (?:geht|gehen|soll|sollen) an \\S+ ** (?:an|bekommt|kriegt|soll|geht)',
  '(?:du|ihr) (?:warst|wart|bist|seid) * (?:der|die|das) (?:einzige|einzigen|einziger) (?:der|die|das|was|dem|$|mit)',
  '(?:werther\\S*|selbstmord\\S*|suizid\\S*|verabschied\\S*|umgebracht|stirbt|freitod) ** (?:ich|mich|mir) ** (?:genau so|genauso|auch so|neid\\S*|beneide|so auch)',
  'stimmen ** (?:sagen|sagt|befehlen|fluestern) (?:mir|ich)',
];
