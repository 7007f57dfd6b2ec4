const CLOSE =
  '(?:vater|vaters|papa|papas|dad|papi|vati|stiefvater|stiefpapa|mutter|mama|mum|mutti|mami|stiefmutter|eltern|onkel|tante|freund|exfreund|ex|freundin|bruder|stiefbruder|mann|ehemann|frau|partner|opa|oma|grossvater|cousin|vetter|verlobter|omi|opi|grossmutter|grosseltern|schwiegermutter|schwiegervater|halbbruder|stiefschwester|cousine|erzieher|pflegevater|pflegemutter|schwager)';
const PERPETRATOR = `(?:er|sie|die|der|jemand|typ|typen|jungs|jungen|junge|trainer|trainerin|lehrer|lehrerin|nachbar|chef|pfarrer|kollege|mitschueler|klassenkameraden|klasse|leute|schwester|brueder|betreuer|tutor|nachhilfelehrer|ausbilder|mitbewohner|arzt|babysitter|vermieter|${CLOSE})`;
const HITS =
  '(?:schlaegt|schlagen|schlug|schlaegst|verpruegelt|verpruegeln|pruegelt|pruegeln|tritt|treten|wuergt|wuergen|wuergte|misshandelt|missbraucht|missbrauchen|vergewaltigt|begrapscht|begrabscht|befummelt|haut|hauen|quaelt|quaelen|bedroht|bedrohen|bedraengt|belaestigt|verhaut|schubst|stoesst|ohrfeigt|boxt|peitscht|verdrischt|vermoebelt|verkloppt|verhauen|schleudert|zerrt|kneift|beisst|bespuckt|stalkt|erpresst|noetigt|betatscht|durchpruegelt|versohlt|erniedrigt|verbrueht|sticht)';
const HURT =
  '(?:geschlagen|verpruegelt|getreten|gewuergt|misshandelt|missbraucht|vergewaltigt|begrapscht|begrabscht|befummelt|angefasst|gehauen|gequaelt|bedroht|belaestigt|verhauen|eingesperrt|erpresst|zusammengeschlagen|verdroschen|ausgepeitscht|geohrfeigt|gestossen|geschubst|verkloppt|vermoebelt|gepruegelt|genoetigt|bedraengt|betatscht|geboxt|gestalkt|gemobbt|angegriffen|angespuckt|bespuckt|versohlt|gezerrt)';
const BODY =
  '(?:arm|arme|armen|arms|handgelenk|handgelenke|handgelenken|unterarm|unterarme|unterarmen|haut|bein|beine|beinen|oberschenkel|oberschenkeln|schenkel|bauch|koerper|huefte|knoechel)';
const CUT =
  '(?:schneid\\S*|schnitt|ritz\\S*|geschnitten|geritzt|aufgeschnitten|aufschneid\\S*|aufritz\\S*|aufgeritzt|aufzuschneiden|zerschneid\\S*|zerschnitten|zerkratz\\S*|verbrenn\\S*|verbrannt|kratz\\S*|gekratzt|aufgekratzt|ausdruecken|ausdruecke|ausgedrueckt|druecke|verletz\\S*|blutig|bluten|blutet|stech\\S*|gestochen)';
const CLOSE_PERSON =
  '(?:freund|freundin|bff|kumpel|kollegin|mitschueler|mitschuelerin|klassenkamerad|klassenkameradin|schwester|bruder|mutter|mama|vater|papa|cousine|cousin|oma|opa|nachbarin|mitbewohnerin|mitbewohner|tochter|sohn|partner|partnerin|mann|frau|sitznachbarin|sitznachbar|banknachbarin|(?:maedchen|junge|jemand|eine|einer) (?:aus|in) (?:meiner|der) (?:klasse|schule|stufe|kurs))';
const IN_DANGER =
  '(?:(?:sich|selbst) ** (?:umbringen|umzubringen|umbringt|umgebracht|das leben|ritzt|ritzen|geritzt|schneidet|geschnitten|verletzt|verletzen|antut|antun|antuen|angetan|erhaengen|toeten|weh tut|wehtut|weh|vom|von der|vor den)|(?:ritzt|schneidet|verletzt|hungert) sich|(?:nicht mehr|nicht) (?:leben|da sein|aufwachen|weiterleben|leben will)|sterben (?:will|moechte|wollte|wuerde)|(?:will|moechte|wollte|wuerde) ** sterben|selbstmord\\S*|suizid\\S*|(?:tabletten|pillen|schlaftabletten|medikamente) (?:geschluckt|genommen|gesammelt|schluckt)|ueberdosis|springen will|(?:von der bruecke|vom dach|vor den zug)|abschiedsbrief\\S*|isst (?:nichts|nicht|kaum|seit)|(?:wird|wurde|werde|worden) ** (?:geschlagen|verpruegelt|misshandelt|missbraucht|vergewaltigt|angefasst|bedroht|eingesperrt|gewuergt)|(?:geschlagen|verpruegelt|misshandelt|missbraucht|vergewaltigt|gewuergt) (?:wird|wurde|worden)|(?:narben|schnitte|schnittwunden|blaue flecken) ** (?:arm|armen|arme|koerper|handgelenk|unterarm|unterarmen|beinen|ruecken))';
const THREAT =
  '(?:tot ?zu ?schlagen|tot ?schlag\\S*|tot ?schlaegt|totmach\\S*|tot ?zu ?machen|zusammen ?zu ?schlagen|zusammenschlag\\S*|zusammenschlaegt|kalt ?mach\\S*|kaltzumachen|zu erwuergen|erwuergt|zu verpruegeln|zu verletzen|verletzt|um ?zu ?bringen|zu vergewaltigen|umbring\\S*|umzubringen|schlaegt|schlagen|zu schlagen|toeten|toetet|zu toeten|antut|antun|anzutun|verpruegel\\S*|verpruegelt|fertig ?mach\\S*|abstech\\S*|abzustechen|wehtut|weh tut|wuergt|veroeffentlich\\S*|verbreite\\S*|postet|posten|rumschickt|herumschickt|rausschmeisst|messer|passiert was|was passiert|schlimmer|bereuen|bereue|teil\\S* er|leakt|hochlaed\\S*)';

/** Self-injury, punishing oneself by not eating, violence and abuse, and somebody else in danger. */
export const GERMAN_HARM: readonly string[] = [
  // to hurt oneself
  `(?:mir|meine|meinen|meinem|meiner|mein|mich) ** ${BODY} ** ${CUT}`,
  `${CUT} ** (?:mir|meine|meinen|meinem|mein|mich) ** ${BODY}`,
  `${CUT} (?:ich )?(?:mir|mich) * (?:wieder|selbst|selber|heimlich|absichtlich|jeden|oft|immer|manchmal|mit|nachts|seit|wenn|weil|um|auf|in|bis|dauernd)`,
  '(?:mich|mir) * (?:wieder|selbst|selber|heimlich|absichtlich|mit absicht|oft|immer|manchmal|nachts|staendig|dauernd|extra|jeden \\S+|gestern|heute|richtig|tief|mit (?:der|einer|einem|dem|ner|nem) \\S+) * (?:geritzt|ritz\\S*|schneid\\S*|geschnitten|verletz\\S*|verbrenn\\S*|verbrannt|schlag\\S*|zu schlagen|weh ?tu\\S*|wehgetan|kratz\\S*|gekratzt|hau\\S*)',
  'ich ** (?:ritze|ritz|ritzen|geritzt|ritzte|selbstverletz\\S*|svv)',
  '(?:svv|selbstverletz\\S*|selbst verletz\\S*|ritzerei|schneidedruck|rasierklinge|rasierklingen)',
  '(?:ritze|ritz|ritzen|schneiden) (?:mich|mir|ich|wieder|hilft|an|am)',
  '(?:druck|drang|beduerfnis|zwang|verlangen|lust) ** (?:zu ritzen|zu schneiden|mich|mir weh|mir selbst|mir was|mir etwas)',
  '(?:mir|mich) ** (?:weh ?tun|weh ?tue|wehtu|weh ?zu ?tun|wehgetan|weh getan|weh tu|schmerzen zufueg\\S*|schmerz zufueg\\S*|schmerzen zuzufuegen|etwas antun|was antun|etwas antue|was antue|etwas anzutun|was anzutun|etwas angetan)',
  '(?:tu|tue|tat|fueg|fuege) (?:ich )?mir ** (?:weh|schmerzen|was an|etwas an|leid an)',
  '(?:schlage|schlag|haue|hau|boxe|box|beisse|beiss|kratze|kratz|kneife|brenne|verbrenne|steche|bestrafe|bestraf|quaele|verletze|verletz) (?:ich )?(?:mich|mir) ** (?:selbst|selber|bis|wenn|weil|damit|um|gegen|absichtlich|blau|blutig|immer|oft|dafuer|mit|kopf|auf|gesicht|arm|bein|wand|zur strafe|ins|als strafe)',
  '(?:schlage|schlag|haue|hau|boxe|box|ramme|knalle|hauen|schlagen|geschlagen|gehauen) ** (?:kopf|faust|faeuste|hand|stirn) ** (?:wand|tisch|tuer) ** (?:bis|blut\\S*|weh|blau|um|damit|weil|strafe|spuere|spueren|beruhig\\S*)',
  '(?:bis es|bis ich|bis sie|bis er|bis meine \\S+|dass es) * (?:blute\\S*|blut|blau|nichts mehr spuer\\S*|weh tut|wehtut|etwas spuer\\S*|was spuer\\S*)',
  '(?:schmerz|schmerzen|blut|ritzen|schneiden) ** (?:das einzige|hilft|helfen|beruhigt|spuere|spuer|fuehle|lebendig|erleichterung|runter)',
  '(?:narben|schnitte|schnittwunden|brandwunden|ritznarben|brandmale) ** (?:meine\\S*|mein|arm|armen|arme|beinen|beine|verstecke|verstecken|versteck|verdecken|handgelenk|unterarm|unterarmen|langaermlig\\S*|lange aermel|keiner sieht|niemand sieht)',
  '(?:meine|frische|neue|neuen|frischen) (?:narben|schnitte|schnittwunden|wunden)',
  '(?:lange aermel|langaermlig\\S*|pulli|hoodie|langarm\\S*|armbaender|schweissband) ** (?:narben|schnitte|wunden|sieht|arme|verdecken|verstecken|sehen)',
  '(?:zigarette|zigaretten|feuerzeug|klinge|zirkel|messer|schere|scherbe|scherben|cutter|teppichmesser|anspitzer|spitzerklinge|nadel) ** (?:mich|mir|meine|meinen|meiner|in den arm|auf der haut|am arm|auf dem arm) ** (?:$|arm|haut|bein|ritz\\S*|schneid\\S*|schnitt\\S*|geschnitten|unterarm|handgelenk|ausgedrueckt|ausdruecke|verbrenn\\S*|versteckt|oberschenkel)',
  '(?:rueckfall|rueckfaellig) ** (?:geritzt|ritzen|schneiden|geschnitten|mich)',
  '(?:tage|wochen|monate|tagen|wochen|monaten) (?:clean|sauber|nicht geritzt|ohne ritzen)',
  // not eating as a punishment
  '(?:ess|esse|essen|gegessen) ** (?:nichts mehr|nichts|nicht mehr|kaum noch|nicht|kaum) ** (?:strafe|bestraf\\S*|verdien\\S*|fett|dick|ekel\\S*|duenn|abnehm\\S*|kalorien|kilo|hasse|versagt|schlechte note|schlechten noten)',
  '(?:esse|ess|gegessen|nichts gegessen) * (?:seit|schon|seit \\S+) * (?:\\d+|zwei|drei|vier|fuenf|sechs|tagen|tage|woche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|wochenende) * (?:nichts|nicht|kaum)',
  '(?:seit|schon) * (?:\\d+|zwei|drei|vier|fuenf|tagen|tage|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|einer woche|vorgestern|wochenende) ** (?:nichts|nicht|kaum|nix) * (?:gegessen|essen|esse)',
  '(?:verbiete|verbiet|erlaube|erlaub|goenne|verbieten|erlauben) (?:ich )?(?:es )?mir ** (?:essen|zu essen|nahrung|mahlzeit|schlaf|zu schlafen|abendessen|fruehstueck)',
  '(?:zur strafe|als strafe|strafe|bestrafe\\S*|bestrafung|verdien\\S*) ** (?:nichts|kein|nicht|kein essen|hunger\\S*) * (?:esse|essen|ess|zu essen|gegessen|abendessen|mittagessen|mahlzeit|hungern|hungere|gehungert)',
  '(?:esse|ess|essen|hungere|hunger|hungern|gehungert) ** (?:zur strafe|als strafe|bestrafe\\S*|mich zu bestrafen|nicht verdien\\S*|nicht verdient|um mich|damit ich verschwinde|selbst schuld)',
  '(?:verdiene|verdien|verdient) * (?:kein|nichts|nicht) * (?:essen|zu essen|zu leben|liebe|glueck|besseres|hilfe|leben|abendessen)',
  '(?:verdiene|verdien|verdient) * (?:schmerz|schmerzen|schlaege|pruegel|zu sterben|es geschlagen|das geschlagen|zu leiden|den tod|tod)',
  '(?:kotze|kotz|kotzen|erbreche|erbrech|uebergebe|gekotzt|erbrochen|uebergeben|uebergeb) ** (?:nach dem essen|nach jedem essen|nach jeder mahlzeit|absichtlich|alles wieder|finger|mit absicht|extra|heimlich|abnehm\\S*|duenn)',
  '(?:nach dem|nach jedem|finger in den hals|finger) ** (?:kotze|kotzen|erbreche|gekotzt|erbrechen|hals)',
  '(?:hungere|hunger|hungern|gehungert) ** (?:mich|strafe|tage|bis|absichtlich)',
  // violence
  `${PERPETRATOR} ** ${HITS} (?:mich|uns|mir|zu|dann zu|immer zu)`,
  `${PERPETRATOR} ** (?:mich|uns|mir) ** ${HITS}`,
  `${CLOSE} * (?:schlaegt|schlug|haut|pruegelt|tritt|drischt) * (?:zu|auf mich|um sich|drauf|wieder)`,
  `(?:mich|uns|mir) ** ${HURT} (?:hat|haben|hatte|wird|wurde|werden|werde|und|weil|als|wenn|obwohl|worden|von|mit|$)`,
  `(?:hat|haben|hatte|hatten) ** (?:mich|uns|mir) ** ${HURT}`,
  `(?:ich|wir) ** (?:werde|wurde|bin|worden|werd|wurd|werden|wurden) ** ${HURT}`,
  `(?:ich|wir) ** ${HURT} (?:werde|wurde|worden|bin|werd|werden|zu werden)`,
  `${CLOSE} ** ${HITS} ** (?:meine|meinen|mama|mum|geschwister|die kleine|den kleinen|meiner|papa)`,
  `${CLOSE} ** (?:meine|meinen|mama|geschwister|meiner|papa|die kleine) ** (?:${HITS}|${HURT})`,
  '(?:schlaege|pruegel|ohrfeige|ohrfeigen|eine gescheuert|eine geknallt|eine gelangt|dresche|haue|tracht|backpfeife|backpfeifen|eine geklatscht|watschn) ** (?:bekomme|bekomm|krieg|kriege|kassier\\S*|setzt|setzte|gibt|gabs|gab|bekommen|gekriegt|von (?:papa|mama|meinem|meiner|ihm|ihr)|wenn ich|zuhause|daheim|verpasst)',
  '(?:bekomme|bekomm|krieg|kriege|setzt|gibt|gibts|gabs|gab|kassier\\S*|verpasst|verpasste|knallt|scheuert|klebt|droht|haut) ** (?:schlaege|pruegel|ohrfeige|ohrfeigen|dresche|eine tracht|die faust|backpfeife|backpfeifen|watschn|den guertel|mit dem guertel|eine rein|eine runter)',
  '(?:guertel|kochloeffel|stock|kabel|kleiderbuegel|faust|faeusten|schlappen|hausschuh|rohrstock|peitsche|latte|lineal|pantoffel) ** (?:schlaegt|geschlagen|haut|verpruegelt|gehauen|auf mich|pruegelt|mich|uns|schlug|zuschlaegt)',
  `(?:blaue flecken|blauer fleck|blauen flecken|blaues auge|haematome|veilchen|striemen|wuergemale|prellungen|blaue flecke|gebrochene rippe) ** (?:von|vom|weil|wegen|durch|versteck\\S*|verdeck\\S*|schmink\\S*|makeup|ueberschmink\\S*|luege|gelogen|sage|gesagt|treppe|fragt|fragen|sieht|sehen|erklaer\\S*|${CLOSE}|er|sie|zuhause|guertel|hals|ruecken|schon wieder|nicht mehr)`,
  `(?:versteck\\S*|verdeck\\S*|ueberschmink\\S*|luege|gelogen|lueg|erklaer\\S*|verheimlich\\S*) ** (?:blaue flecken|blauen flecken|blaue flecke|blaues auge|blaue auge|haematome|striemen|veilchen|flecken)`,
  `${CLOSE} ** (?:gewalttaetig|handgreiflich|aggressiv|rastet aus|rastet immer aus|ausrastet|rastet|brutal|zuschlaegt|zugeschlagen|handausrutsch\\S*|hand ausgerutscht|hand aus|geht auf mich los|auf mich losgegangen)`,
  '(?:ihm|ihr) ** (?:hand ausgerutscht|die hand aus|rutscht die hand)',
  `${CLOSE} ** (?:besoffen|betrunken|gesoffen|getrunken|saeuft|trinkt|zu|alkohol|blau) ** (?:angst|schlaegt|haut|mich|verstecke|uns|zu|aggressiv|pruegelt|ausrastet|rastet)`,
  `${CLOSE} ** (?:wirft|warf|geworfen|schmeisst|schmiss|geschmissen|schleudert) ** (?:nach mir|auf mich|mich|an den kopf|nach uns)`,
  '(?:gehe|geht|ging|losgegangen|geht los) ** (?:auf mich|auf uns|mit dem messer) (?:los|losgegangen|zu)',
  '(?:haende|hand|haenden) ** (?:um den hals|um meinen hals|an meinem hals|an den hals|an meinen hals|an der kehle)',
  '(?:keine luft|nicht atmen) ** (?:gewuergt|wuergt|haende|hals|kissen)',
  `${PERPETRATOR} * (?:tut|tat|tun|macht|hat|haben) (?:\\S+ )?(?:mir|uns) * (?:weh|wehgetan|gewalt|angetan|weh getan|wehtut|was an|etwas an|schlimmes an|was angetan|etwas angetan)`,
  // touched, forced
  '(?:fasst|fassen|fasste|grapscht|betatscht|begrapscht|grabscht|tatscht|packt|streichelt|greift|kuesst|leckt|fummelt) ** (?:mich|mir|meine|meinen|meinem) ** (?:an|unter|zwischen|brust|brueste|po|hintern|bein|beine|schritt|intim\\S*|oberschenkel|hose|shirt|rock|bh|immer|obwohl|nachts|wo|ueberall|komisch|unten|ab|aus|gegen meinen|bett)',
  '(?:mich|mir) ** (?:anfasst|anfassen|angefasst|anzufassen|begrapscht|betatscht|anfasste|angegrapscht|angegrabscht|befummelt|gestreichelt|streichelt|beruehren|gekuesst|ausgezogen|auszieht|ausziehen|auszuziehen|anlangt|angelangt) ** (?:$|hat|wo|und|obwohl|nachts|unten|zwischen|wenn|da|dort|will|werde|wird|haben|ich|dann|immer|weil|als|an)',
  '(?:hand|haende|finger) ** (?:unter|in|zwischen|auf|an) (?:mein|meine|meiner|meinen|meinem|die|den|der) (?:hose|shirt|t shirt|rock|bh|beine|beinen|oberschenkel|po|hintern|brust|brueste|bein|schritt|unterhose|pulli|knie|kleid|bluse)',
  '(?:zwingt|zwang|zwingen|gezwungen|draengt|noetigt|verlangt|erpresst|will|wollte|soll|musste|muss|ueberredet) ** (?:mich|mir|ich|von mir) ** (?:sex|ausziehe|auszuziehen|nackt\\S*|anzufassen|kuesse|mit ihm schlaf\\S*|mit ihm zu schlafen|dinge zu tun|sachen zu machen|ihn anfass\\S*|sexuell\\S*|pornos|intimes|bett zu gehen|oben ohne|unterwaesche)',
  '(?:ich|mir|mich) ** (?:ihn|ihm|sein|seinen|seinem) (?:anfassen|anzufassen|einen blasen|penis|ding|glied|schwanz|unten anfassen)',
  '(?:zeigt|zeigte|schickt|schickte|gezeigt|geschickt) (?:er |sie )?mir ** (?:penis|dickpic|dickpics|pornos|nackt\\S*|ekl\\S*|sein ding|seinen schwanz|intim\\S*|sexuell\\S*)',
  '(?:nacktbild\\S*|nacktfoto\\S*|nudes|intime (?:bilder|fotos|videos)|nackte (?:bilder|fotos)) ** (?:mir|mich|ich|schick\\S*|geschickt|verlangt|droht|veroeffentlich\\S*|verbreit\\S*|postet|rum)',
  '(?:mir|mich|ich|droht|erpresst|will|von mir) ** (?:nacktbild\\S*|nacktfoto\\S*|nudes|intime (?:bilder|fotos|videos))',
  `${PERPETRATOR} ** (?:fotografiert|filmt|gefilmt|beobachtet|fotos) ** (?:mich|mir) ** (?:dusche|duschen|nackt|umzieh\\S*|ausziehen|bad|schlafen)`,
  `${PERPETRATOR} ** (?:mich|mir) ** (?:dusche|beim duschen|nackt|beim umziehen|unsittlich|sexuell|intim|unangemessen|aufgezwungen)`,
  '(?:gegen meinen willen|obwohl ich (?:nein|stopp|das nicht|nicht) * (?:gesagt|wollte|will|sage))',
  'ich * (?:nein|stopp|hoer auf|aufhoeren) * (?:gesagt|sage|sag|geschrien|gerufen) ** (?:er|sie|trotzdem|nicht aufgehoert|weitergemacht)',
  '(?:legt|legte|setzt|kommt|kam|schleicht|steigt|kriecht|kommen) ** (?:zu mir|in mein|in meinem|zu mir ins|an mein|mit mir) (?:ins |unter die )?(?:bett|zimmer|dusche|decke)',
  '(?:nachts|nacht|abends) ** (?:in mein zimmer|in mein bett|zu mir ins bett|zu mir ins zimmer|in meinem zimmer|an mein bett|unter meine decke)',
  '(?:sex|geschlafen|schlafen) mit mir ** (?:obwohl|nicht wollte|nicht will|gezwungen|will er)',
  `${PERPETRATOR} ** (?:sachen|dinge|schlimmes|schlimme|sowas|ekliges|ekelige|komische|eklige) ** (?:mit|an|von) mir`,
  // threats, secrets
  `(?:droht|drohte|gedroht|drohen|bedroht|drohst|meint|sagt|sagte|gesagt|schwoert|hat gesagt) ** (?:mich|mir|uns|ich|er|sie|meine|meiner|sich) ** ${THREAT} ** (?:wenn ich|falls ich|sobald ich|sonst|wenn wir)`,
  `(?:wenn|falls|sobald) ich ** (?:erzaehle|erzaehl|sage|sag|verrate|rede|melde|weggehe|gehe|verlasse|trenne|schluss mache|petze|wehre|nicht mache|nicht schicke|schicke|hilfe|anzeige|was sage|nein sage) ** ${THREAT}`,
  `(?:droht|drohte|gedroht|drohen|bedroht) ** (?:mich|mir|uns|sich|meine|meiner|bilder|fotos|video) ** ${THREAT}`,
  '(?:droht|drohte|drohen) (?:mir|uns)',
  `(?:er|sie|onkel|trainer|papa|stiefvater|lehrer|opa|vater|mama|mutter|mann|bruder|freund) ** (?:sagt|meint|gesagt|meinte|sagte|verboten|verbietet|versprechen|schwoeren|darf|soll) ** (?:niemandem|keinem|niemanden|keinen|nicht|nichts|mama nichts|keiner|niemand) ** (?:erzaehlen|sagen|verraten|wissen|weitersagen|reden|davon|erfahren|erzaehle|sage|sprechen)`,
  '(?:mir|einem|uns) * (?:wird |wuerde |glaubt )?(?:niemand|keiner|eh niemand|eh keiner|sowieso niemand|sowieso keiner|kein mensch) * (?:glauben|glaubt|glaubt mir)',
  '(?:unser|kleines|ein) (?:kleines )?(?:geheimnis) ** (?:mir|er|bleibt|niemand|sagt|hat er|onkel)',
  // scared, locked in, kept without food
  `(?:angst|panik|schiss|fuerchte|fuercht|zittere|bange) ** (?:vor|mit|nach|wenn|dass|bei|allein) * (?:ihm|meinem vater|meinem stiefvater|meinem freund|meinem mann|meinem onkel|meinem bruder|meiner mutter|papa|meinem papa|meiner mama|meinem ex|meinen eltern|meinem trainer|meinem opa|hause|heim|zuhause|daheim|heimzu\\S*|heimkomm\\S*|er heim|er nach|papa heim|papa nach|er kommt|schlaegt|zuschlaegt|ausrastet|haut)`,
  '(?:allein|alleine) (?:mit ihm|mit meinem (?:onkel|stiefvater|vater|trainer|opa|bruder|lehrer|cousin)) ** (?:angst|weil|wenn|sein|bin|fasst|mag|will|moechte)',
  '(?:trau|traue|will|kann|moechte|mag|darf) * (?:mich )?nicht (?:mehr )?(?:nach hause|heim|zurueck nach hause)',
  '(?:zuhause|daheim|bei uns) ** (?:nicht sicher|nicht mehr sicher|gewalt|hoelle|schlaegt|geschlagen|gepruegelt|bedroht)',
  '(?:nirgends|nirgendwo|nicht mehr|nicht) sicher ** (?:zuhause|daheim|bei (?:ihm|ihr|meinem|meiner|uns)|vor (?:ihm|ihr|meinem))',
  '(?:abhauen|weglaufen|fliehen|fluechten|weggelaufen|abgehauen|raus) ** (?:von zuhause|von daheim|zuhause|vor ihm|vor meinem|von ihm|daheim)',
  `(?:sperrt|sperrte|sperren|schliesst|schloss|schliessen|sperr|gesperrt) ** (?:mich|uns) ** (?:ein|aus|weg|keller|zimmer|bad|abstellkammer|schrank|balkon|garage|dachboden|raus)`,
  '(?:mich|uns|ich|wir) ** (?:eingesperrt|einsperrt|einsperren|eingeschlossen|ausgesperrt|einschliesst|eingeschlossen)',
  `(?:${CLOSE}|er|sie|ich) ** (?:lassen|laesst|laesst mich|darf) ** (?:nicht|nie|nicht mehr) (?:\\S+ )?(?:aus dem haus|aus der wohnung|aus dem zimmer|aus meinem zimmer|essen|schlafen|zum arzt)`,
  `(?:bekomme|bekomm|krieg|kriege|gibt|geben|kriegen|bekommen|gab|gekriegt) ** (?:nichts zu essen|kein essen|kein abendessen|kein mittagessen|nichts mehr zu essen|nicht zu essen|nichts essen|tagelang nichts|nix zu essen)`,
  '(?:nichts zu essen|kein essen|kein abendessen|ohne essen|hungrig ins bett|ohne abendessen) ** (?:wenn ich|bis ich|zur strafe|als strafe|weil|zuhause|daheim|bett|seit|gibt|bekomme|kriege|krieg|gegeben)',
  `${CLOSE} ** (?:rausgeschmissen|rausgeworfen|vor die tuer gesetzt|schmeisst mich raus|wirft mich raus|aus der wohnung geworfen)`,
  // somebody else
  `(?:meine|mein|meiner|meinem|eine|ein|einer|ne|die|der) * ${CLOSE_PERSON} ** ${IN_DANGER}`,
  `(?:sie|er) (?:hat|schreibt|sagt|sagte|meint|meinte|will|schrieb|redet) ** (?:mir|gesagt|geschrieben|sie|er|davon|dass|sich) ** ${IN_DANGER}`,
  `(?:sorgen|angst|sorge) * um ** ${IN_DANGER}`,
  `(?:meiner|meines|meine|mein) * ${CLOSE_PERSON} ** (?:vater|mutter|stiefvater|papa|eltern|freund|zuhause|daheim|mama|onkel) ** (?:schlaegt|geschlagen|verpruegelt|missbraucht|misshandelt|fasst|angefasst|wuergt|sperrt)`,
  // whether it counts, rules about food
  '(?:ist|zaehlt|gilt|war|nennt|waere) * (?:das|es|sowas|man) * (?:vergewaltigung|missbrauch|uebergriff|noetigung|misshandlung) (?:wenn|obwohl|weil|dass|$)',
  '(?:ess|esse|essen|faste) * (?:\\d+|ein|einen|zwei|drei|vier|fuenf|paar|ganzen|ganze|eine) * (?:tage|tag|woche|wochenende) * (?:nichts|kein)',
  '(?:darf|duerfen|erlaubt) * (?:nichts|nicht|erst|kein) * (?:essen|trinken|schlafen) ** (?:bis ich|wenn ich|solange|selbst|regel|verdient)',
  '(?:darf|duerfen) * erst (?:essen|schlafen|wieder essen|was essen|etwas essen)',
  `(?:normal|ok|okay|erlaubt|legal|schlimm) (?:wenn|dass|das) ** ${PERPETRATOR} ** (?:schlaegt|haut|anfasst|wuergt|einsperrt|kuesst|duscht|nackt|bett|guertel|zuschlaegt|schlagen)`,
];
