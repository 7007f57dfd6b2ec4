const BODY =
  '(?:skin|arm|arms|forearm|forearms|leg|legs|thigh|thighs|wrist|wrists|hips|hip|stomach|belly|ankle|ankles|body|knuckles|palms|face)';
const CLOSE =
  '(?:dad|daddy|dads|father|papa|mum|mums|mom|moms|mother|mama|stepdad|stepdads|stepfather|stepmother|stepmum|stepmom|parents|uncle|boyfriend|bf|girlfriend|husband|wife|partner|ex|brother|stepbrother|grandpa|grandad|grandfather|grandma|gran|granny|nan|nana|nanny|grandmother|grandparents|auntie|aunty|aunt|cousin|fiance|stepsister|half brother|father in law|mother in law|in laws|foster (?:dad|mum|mom|parents|father|mother)|carer)';
const PERPETRATOR = `(?:he|hes|she|shes|they|theyre|somebody|someone|man|men|guy|guys|boy|boys|girls|kids|students|classmate|classmates|bullies|class|coach|trainer|teacher|tutor|professor|instructor|boss|manager|colleague|neighbor|neighbour|landlord|pastor|priest|imam|babysitter|family|flatmate|roommate|doctor|sister|friend|${CLOSE})`;
const HITS =
  '(?:hit|hits|hitting|hurts|hurting|beat|beats|beaten|beating|smack|smacks|smacked|slap|slaps|slapped|slapping|belts|belted|thrash|thrashes|thrashed|batters|battered|spits on|spat on|grabs|grabbed|bites|bit|stabs|stabbed|spanks|spanked|headbutted|throttled|throttles|strangle|strangles|strangled|strangling|choke|chokes|choked|choking|caned|canes|pins|pinned|punch|punches|punched|kick|kicks|kicked|kicking|whips|whipped|burns|burned|burnt|pushes|pushed|shoves|shoved|knocked|abuse|abuses|abused|abusing|rape|rapes|raped|raping|molests|molested|gropes|groped|assaults|assaulted|attacks|attacked|threatens|threatened|threatening|stalks|stalked|blackmails|blackmailed)';
const HURT =
  '(?:hit|beaten|beat|abused|raped|molested|assaulted|groped|threatened|blackmailed|choked|touched|smacked|slapped|punched|kicked|whipped|belted|spanked|strangled|burned|burnt|caned|locked up|locked in|harassed|attacked|stalked|beaten up|jumped|hurt|bullied)';
const AGAINST_SEX =
  '(?:touch|touching|undress|strip|kiss|sleep with|have sex|sex|take off|sit on his|shower with|lie (?:down )?(?:next to|with) (?:him|her)|do (?:sexual|bad|dirty|things|stuff)|watch (?:porn|him)|send (?:him|her) (?:pictures|photos|pics|nudes)|show (?:him|her) my|suck|undressing)';
const CLOSE_PERSON =
  '(?:friend|friends|bestie|bff|mate|classmate|sister|sis|brother|bro|sibling|cousin|mum|mom|mother|dad|father|girlfriend|boyfriend|bf|gf|roommate|flatmate|neighbour|neighbor|partner|wife|husband|daughter|son|(?:girl|boy|guy|kid|someone|somebody|student) (?:in|from) my (?:class|school|year|course|group)|someone i know|somebody i know)';
const THEM = '(?:himself|herself|themselves|themself|hisself)';
const IN_DANGER = `(?:(?:want|wants|wanted|wanna|going|ready|planning|talks about|talking about) * (?:die|dying|be dead|kms|disappear forever)|(?:kill|kills|killing|killed|hang|hanging|unalive|drown|cut|cuts|cutting|harm|harms|harming|hurt|hurts|hurting|burn|burns|burning|starve|starves|starving|poison) ${THEM}|suicid\\S*|self ?harm\\S*|overdose\\S*|(?:took|swallowed|taken|taking) * (?:pills|tablets|painkillers|paracetamol)|(?:end|ending) (?:it all|it|her life|his life|their life)|jump(?:ing)? (?:off|in front)|(?:doesnt|dont|didnt|not|no longer) * (?:want|wanna|wants) * (?:live|be here|be alive|exist|living|be around)|(?:hasnt|stopped|not|isnt|wont|refuses) * (?:eaten|eating|eat) (?:anything|for|since|anymore|at all|in|because)|(?:goodbye|suicide) (?:message|text|letter|note)|better off (?:without|dead)|(?:is|being|was|gets|got|been|be) * (?:hit|beaten|abused|molested|raped|touched|threatened|hurt|choked|locked) (?:by|at|up|in)|(?:scars|cuts|cut marks|burns|bruises) (?:on|all over) (?:her|his|their)|covered in bruises)`;
const DONE_TO_THEM =
  '(?:hits|beats|hit|beat|hitting|beating|hurts|hurting|rapes|raped|touches|touching|touched|chokes|choked|abuses|abusing|abused|threatens|locks|slaps|kicks|punches|molests)';
const CUTS = '(?:cuts|scars|burns|burn marks|cut marks|scratches|marks|bandages|bruises|wounds|welts)';
const DISCLOSURE =
  '(?:tell|told|talk|say|said|leave|left|report|scream|dont send|refuse|break up|speak|dont obey|dont do|go to the police|call)';
const HARM = '(?:kill|hurt|beat|hit|stab|shoot|strangle|rape|harm|punch|burn|break|slap)';

/** Self-injury, punishing oneself by not eating, violence and abuse, and somebody else in danger. */
export const ENGLISH_HARM: readonly string[] = [
  // to hurt oneself
  '(?:clean from|clean of|urge to|urges to|relapsed (?:with|into|on)|addicted to|back to|stop|quit|started) (?:cutting|self harm|selfharm|burning myself|sh|hurting myself|scratching myself)',
  '(?:days|weeks|months|week|month|day|year) clean',
  '(?:i|ive|just|almost|nearly) * relapsed',
  '(?:barcode|styro|cat scratches) ** (?:my|on my) (?:arm|arms|wrist|thigh|thighs)',
  'selfharm\\S*',
  '(?:make|making|made|watch|watching|see|seeing|until|til|till) * (?:myself|i|my \\S+|it|im) (?:bleed|bleeding|bleeds|bled)',
  `(?:bang|banging|hit|hitting|smash|smashing|slam|slamming|punch|punching|bash|bashing) (?:my (?:own )?(?:head|fist|fists|hand|hands|${BODY})|myself|walls?|the wall) ** (?:until|til|till|bleed|bruise|bruises|calm|punish|feel something|hurts|knuckles|hate)`,
  `(?:scratch|scratching|scratched|pick|picking|bite|biting|dig|digging|carve|carving|carved|burn|burning|burned|burnt|stick|sticking|press|pressing|poke|poking|cut|cutting|slice|slicing|sliced|stab|stabbing|rub|rubbing|pull|pulling|rip|ripping) * (?:${BODY}|hand|hands|hair|nails|lips|myself) ** (?:until|til|till|bleed|bleeds|bleeding|raw|to feel|calm|calms|punish|feel something|on purpose|cigarette|lighter|razor|blade|helps|relief|numb|because i (?:hate|deserve))`,
  `(?:cut|cutting|cuts|slice|slicing|sliced|slit|carve|carving|carved|burn|burning|scratch|scratching|stab|stabbing|slash) (?:up |into |open )?(?:my|on my|words into my|along my|into my) (?:own |inner |left |right |upper )*${BODY}`,
  `(?:with|use|using|used|took|take|hide|hid|keep|found|got|grab|grabbed|have|hold) * (?:razor|razors|razorblade|razorblades|blade|blades|scissors|knife|lighter|needle|compass|sharpener|box cutter|safety pin|glass|shard|cigarette|cigarettes|hair tie|rubber band) ** (?:my|myself) * ${BODY}`,
  '(?:unscrewed|broke|took apart|took) * sharpener',
  '(?:sharpener|razor|pencil sharpener) blade',
  'i ** (?:cut|burn|burned|hurt|scratch|bruise|injure) (?:myself|my) ** (?:on purpose|deliberately)',
  '(?:hurt|hurting|harm|harming|injure|injuring|punish|punishing|hate|damage) myself ** (?:helps|relief|deserve|calm|cope|feel|pain|only|tonight|again|when|on purpose|so much|because|for)',
  'pain * (?:only|helps|makes me feel) ** (?:feel|real|alive|calm|numb)',
  '(?:my|fresh|new|deep) (?:self harm )?(?:scars|cut marks)',
  `fresh (?:cuts|burns)`,
  `${CUTS} (?:on|under|all over|up|down|along|across|up and down) (?:my|both|the inside of my) (?:\\S+ )?(?:${BODY}|neck|back|sleeves)`,
  '(?:wear|wearing|wears|long|pull down|roll up) * (?:sleeves|hoodie|hoodies|bracelets|wristbands|jumper|sweater) ** (?:hide|cover|so noone|so nobody|scars|cuts|marks|summer|arms)',
  // not eating as a punishment
  '(?:dont|wont|never|not|only|cant) * (?:let|allow|allowing|letting|allowed) (?:myself )?(?:to )?(?:eat|have food|have dinner|have lunch|sleep|drink|any food) ** (?:until|unless|because|when|if|till|$|deserve|punish)',
  '(?:make|making|made|force|forcing) myself * (?:sick|throw up|vomit|puke|purge|starve|throwing up)',
  '(?:purge|purging|purged|binge|fingers down my throat|laxatives)',
  '(?:havent|not|hardly|barely|stopped|didnt) * (?:eaten|eating|eat|had food) (?:\\S+ )?(?:anything |properly |food |real )*(?:in|for|since) (?:\\d+|two|three|four|five|six|days|a week|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the weekend|weeks|the last)',
  '(?:stopped|stop|not|skip|skipping|refuse|refusing|without|skipped) (?:eat|eating|food|meals|dinner|lunch|breakfast|all meals) ** (?:punish|punishment|deserve|disgusting|fat|weigh|kilos|thin|calories|hate|disappear|earned|bad grade|failing|failed|control|mistake)',
  '(?:dont|didnt|havent|not) (?:deserve|earned|deserving|deserved) * (?:food|eat|dinner|lunch|meal|meals|love|help|oxygen|happiness|to breathe|to live)',
  '(?:deserve|deserved) (?:the|all the|this|every|to) (?:pain|hurt|suffer|beating|beatings|punishment|it when (?:he|she) (?:hits|beats))',
  '(?:starve|starving|starved) * (?:myself|to death|until|to punish|for days|because)',
  // violence
  `${PERPETRATOR} * ${HITS} (?:me|us)`,
  `${CLOSE} ** ${HITS} (?:me|us)`,
  `${CLOSE} * ${HITS} * (?:my|our) (?:\\S+ )?(?:mum|mom|mother|sister|brother|siblings|dad|baby|kids|son|daughter|dog|cat|face|head|back|arm|hand|hands)`,
  `${PERPETRATOR} ** (?:and|then|so|always|just|keeps|started|starts|kept) * ${HITS} (?:me|us)`,
  `${PERPETRATOR} ** (?:uses|used|with|takes out|takes|gets|got|grabs|pulls out|took|fetches) * (?:belt|cable|stick|fist|fists|cane|hanger|slipper|shoe|whip|cord|rod|ruler|spoon|iron) ** (?:me|us|my|on me)`,
  `(?:hit|beaten|beat|hitting|whipped|smacked|struck|punched) (?:me |us )?(?:with|using) (?:a|the|his|her|their) (?:belt|cable|stick|fist|cane|hanger|slipper|shoe|whip|cord|rod|ruler|bottle|bat)`,
  `${CLOSE} ** (?:gets|got|is|comes home|turns|became|becomes|was) * (?:violent|abusive|physical|aggressive)`,
  '(?:gets|got|get) * (?:physical|violent) with me',
  `${CLOSE} ** (?:drunk|drinking|drinks|wasted|high) ** (?:me|us|scared|hide|hits|beats|violent|screams)`,
  `(?:bruise|bruises|bruised|black eye|broken (?:rib|ribs|nose|wrist)|split lip|burn marks|belt marks|handprint|welts|marks) ** (?:from|because|because of|by|after|when|that|where) * (?:my )?(?:him|her|he|she|${CLOSE})`,
  '(?:hide|hiding|cover|covering|conceal|makeup|concealer|sunglasses|excuse|lie|lied|lying|say i|tell|told|explain|sees|asked|asks|ask) ** (?:bruise|bruises|black eye|marks on my (?:neck|back|arms|face|legs)|split lip|handprint)',
  `(?:i|im|ive|id|we) * (?:get|got|getting|am|was|were|be|being|been|im|keep getting) * ${HURT} * by * (?:my )?${PERPETRATOR}`,
  `(?:i|im|ill|id|we|me) * (?:get|gets|got|getting|be|being|been|keep getting|was|am) * ${HURT} (?:at home|again|if|when|every|for (?:it|bad|every|not)|at night|after|because|by|so|with|regularly|daily|$)`,
  '(?:get|got|gets|getting|another|the|a|more|given) (?:beating|beatings|hiding|thrashing|whipping|spanking|smacking) (?:from|if|when|because|at home|for|again|every|tonight|$)',
  '(?:lays|laid|puts|put|lay) (?:his|her|their) hands? on (?:me|us)',
  '(?:his|her|their|hands) * (?:around|round|on) my (?:neck|throat)',
  'couldnt|cant breathe ** (?:he|she|his|her) ** (?:choke|hands|throat|neck|pillow|on top)',
  `(?:abusive|violent) (?:\\S+ )?(?:${CLOSE}|home|household|family|relationship|marriage)`,
  'my (?:abuser|rapist|attacker|stalker)',
  '(?:home|house|marriage|relationship|family|dad|mum|mom|father|mother|husband|boyfriend) (?:is|has become|feels|was|got) (?:not |really |so |very )?(?:safe|unsafe|violent|abusive|dangerous)',
  '(?:i|im|we|feel|feeling|was) ** (?:not|never|dont|unsafe|isnt|no longer|arent|nowhere) * ?(?:safe)? (?:safe|unsafe) * (?:home|at home|in my (?:own )?(?:home|house|room)|with (?:him|her|my \\S+)|around (?:him|her|my \\S+)|there|with my)',
  '(?:nowhere|no place|somewhere|where) * safe * (?:go|sleep|stay|tonight)',
  `(?:scared|afraid|terrified|frightened|fear|dread|panic|nervous|shaking|hide|hiding) * (?:of|when|that|alone with|around|from|because|of what) * (?:alone with |be alone with |being alone with |around )?(?:my )?(?:him|he|her|she|hell|${CLOSE}) * (?:$|comes home|gets home|gets drunk|is home|comes back|is drunk|will do|might do|does|hits|hit|hurts|hurt|hitting|beat|beats|kill|at night|again|tonight)`,
  '(?:alone|left alone|be alone|stay|staying) (?:with|in the room with|in a room with) (?:him|my (?:uncle|stepdad|stepfather|coach|trainer|teacher|tutor|dad|father|grandpa|brother|cousin|boss)) * (?:$|because|again|anymore|touches|he|scared|makes)',
  '(?:run|ran|running|runaway|get|getting|escape|need to get) away from (?:home|him|my (?:dad|father|mum|mom|family|parents|husband|boyfriend|stepdad|ex))',
  '(?:escape|flee|hide|hiding|leave|leaving) from (?:him|my (?:husband|boyfriend|dad|father|stepdad|partner|ex|mum|mom))',
  '(?:come|comes|coming|gets|get) home * (?:drunk|angry|wasted) * (?:and|he|hell|i|hit|beat)',
  // touched, forced
  `(?:${CLOSE}|he|she|coach|trainer|teacher|tutor|man|boss|neighbour|neighbor|someone|somebody|boy|boys|guy|guys|priest|pastor|doctor|classmate|friend) ** (?:touches|touched|touching|touch|feels|rubs|rubbed|rubbing|strokes|stroked|stroking|grabs|grabbed|grabbing|gropes|groped|groping) (?:me|my (?:leg|legs|thigh|thighs|breast|breasts|chest|bum|butt|ass|arse|body|private|privates|crotch|boobs|waist|hips|back|hair))`,
  '(?:teacher|coach|trainer|uncle|stepdad|stepfather|tutor|boss|priest|neighbour|neighbor|man|stepbrother) * (?:kisses|kissed|kissing|hugs|licked) me',
  '(?:hand|hands|fingers) * (?:under|down|up|in|inside|on|between) my (?:shirt|pants|skirt|trousers|top|clothes|underwear|thigh|thighs|leg|legs|bra|bum|butt|dress|knee|chest|breasts)',
  '(?:touches|touched|touching|touch|feels|feel|grabs) me (?:in ways?|in places|there|down there|like that|where|when (?:nobody|noone|mum|mom|we|im|i)|at night|and (?:says|said|told|i|makes)|inappropriately|under|even|every|again|weird|and its)',
  '(?:makes|made|making|make|forced|forces|force|forcing|wants|wanted|tells|told|asked|asks|pressures|pressured|pressuring) me ?(?:to|into) ' +
    AGAINST_SEX,
  '(?:had|has|have|having|having|wants) sex with me',
  '(?:show|shows|showed|showing|sends|sent|sending) me * (?:his (?:private|privates|penis|dick|thing|naked)|porn|dick pics?|nudes|naked|sexual|dirty)',
  '(?:his|my) (?:private parts|privates|penis|dick)',
  '(?:my nudes|nudes of me|send nudes|me nudes|leak|leaking|leaked|post|posting|share|sharing) * (?:my |of )?(?:nudes|naked|private pictures|private photos|private pics|intimate)',
  '(?:pictures|photos|pics|video|videos) of me * (?:naked|undressed|undressing|in the shower|changing|sleeping|nude|without clothes)',
  '(?:me|my) ** (?:sexually|inappropriately|in a sexual way)',
  '(?:inappropriate|sexual|creepy|dirty|gross) (?:messages|texts|comments|pictures|questions|things) ** (?:me|my)',
  `${PERPETRATOR} ** (?:messages|texts|asks|says|sends|does|did) ** (?:inappropriate|sexual|creepy|dirty)`,
  'i * (?:said|told him|told her|say|screamed|begged) * (?:no|stop) * (?:he|she|they|but he|but she|didnt stop|doesnt stop|anyway|kept)',
  'against my will',
  `(?:he|she|they|someone|guy|boyfriend|man|${CLOSE}) ** while i * (?:asleep|sleeping|passed out|unconscious)`,
  `${PERPETRATOR} ** (?:climbs|climbed|gets|got|lies|lay|lying|sleeps|crawls|crawled|comes|came|sneaks) * (?:in|into|on top of|to) (?:my bed|me|my bedroom|my room|the shower|the bathroom) * (?:at night|when|while|and|every|with me|drunk|$)`,
  // threats, secrets
  `(?:if i|when i|because i) * ${DISCLOSURE} ** (?:hell|shell|theyll|hed|he will|she will|they will|he would|hes gonna|will|would) * (?:${HARM}|post|share|leak|come after|find me|do it again|make it worse)`,
  `(?:hell|shell|theyll|hed|shed|he will|she will|they will|he would|will|would|hes going to|hes gonna|gonna) * (?:${HARM}|post|share|leak|come after|find) ** (?:if|when) i * ${DISCLOSURE}`,
  `(?:threatens|threatened|threatening|threaten|threat|promised|swore|swears) ** ${HARM} * (?:me|us|my|him|her|himself|herself|themselves)`,
  `${PERPETRATOR} ** (?:hell|shell|theyll|hed|he will|she will|they will|he would|gonna|going to) (?:hurt|beat|hit|stab|strangle|rape|harm|punch|slap) * (?:me|us|my)`,
  `${PERPETRATOR} * (?:threatens|threatened|threatening|blackmails|blackmailing|blackmailed|stalks|stalking|stalked|follows|following|followed) (?:me|us|to)`,
  `(?:${CLOSE}|he|she|they|coach|teacher|trainer|man|boy|tutor) ** (?:said|says|told me|made me|makes me|warned|promise|swear|mustnt|cant|allowed) ** (?:not|never|dont|cant|mustnt|shouldnt|cannot|tell) * (?:to )?(?:tell|talk|say) * (?:anyone|anybody|mum|mom|dad|about it|nobody|noone|a word|my mum|my mom|my parents|a soul)`,
  'our (?:little |special )?secret',
  // locked in, kept without food
  `${PERPETRATOR} ** (?:locks|locked|lock|shut|shuts|locking) (?:me|us) * (?:in|up|out of (?:the|our) (?:house|flat|home)|inside|outside|away)`,
  '(?:im|i am|was|been|get|got|being|i get) * locked (?:in|up|inside|away|into) (?:my|the|a|our) (?:\\S+ )?(?:room|basement|cellar|closet|bathroom|house|garage|attic|shed|cupboard|bedroom|flat|apartment|dark)',
  `${CLOSE} ** (?:wont|doesnt|never|dont|didnt|not) (?:let|lets|allow|letting) (?:me|us) * (?:leave the (?:house|flat)|out of (?:the house|my room|the room|the flat)|eat|sleep|talk to (?:anyone|my family)|see (?:anyone|a doctor)|have (?:food|money))`,
  '(?:doesnt|dont|wont|didnt|never|stopped|stops|refuses|not) (?:to )?(?:feed|feeding|feeds) (?:me|us)',
  '(?:doesnt|dont|wont|didnt|never|not) (?:give|gave|giving|gives|get|given|got) ?(?:me|us) * (?:food|to eat|dinner|supper) ** (?:if|when|until|because|for|days|unless|at home|as punishment|again|$)',
  '(?:no|without) (?:food|dinner|supper|eating) (?:if|until|because|for days|as (?:a )?punishment|again|at home|when (?:i|my))',
  `${CLOSE} * (?:throws|threw|thrown|kick|kicked|kicks|throw|chucked|put|puts) me out`,
  // somebody else
  `my ** ${CLOSE_PERSON} ** ${IN_DANGER}`,
  `(?:a|this|one of|another) * ${CLOSE_PERSON} ** ${IN_DANGER}`,
  `(?:he|she|they) (?:told|texted|messaged|wrote|sent|keeps telling|posted|said|says|keeps saying) ** ${IN_DANGER}`,
  `my * ${CLOSE_PERSON} ** (?:dad|mum|mom|stepdad|parents|father|mother|boyfriend|uncle|brother|he|she|they|husband|girlfriend|stepfather) * ${DONE_TO_THEM} (?:her|him|them|on)`,
  `(?:worried|scared|afraid|help|stop|save) ** (?:friend|sister|brother|classmate|she|he|they|mum|mom|dad|bestie) ** ${IN_DANGER}`,
  // whether it counts, rules about food
  '(?:is|does|was|would|did) (?:it|this|that) * (?:rape|abuse|assault|harassment|grooming) (?:if|when|because|even|though|or|$)',
  'i (?:said no|didnt want (?:it|to)|froze|didnt consent|pretended to be asleep) ** (?:he|she|they|didnt fight|couldnt move|boyfriend|rape)',
  '(?:not|isnt|arent|never|no) allowed (?:to )?(?:eat|food|have food|have dinner|sleep|drink) ** (?:until|till|til|unless|if i|because i)',
  '(?:dont|didnt|wont|cant|not|havent|never) * (?:eat|eaten|ate|eating) ** (?:failed|punish|punishment|rule|deserve|mistake|fail|bad mark|bad grade)',
  '(?:im|i am|i dont feel|dont feel|not feeling) (?:not )?safe (?:$|anymore|here|there|tonight|with|from|around|in my)',
  `(?:normal|ok|okay|legal|allowed|wrong) (?:if|that|when|for|to) ** ${PERPETRATOR} ** (?:hit|hits|beat|beats|touch|touches|lock|locks|slap|slaps|kisses|choke|chokes|watches me|naked|in my bed|in the shower|belt|bruises)`,
];
