//! The sentences of invented reports, in English, French and Arabic; gaps stand in braces.

/// Sentences in each language.
pub(crate) type Lines = [&'static [&'static str]; 3];

pub(crate) const WEEKDAYS: Lines = [
    &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    &["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
];

pub(crate) const TITLES: Lines = [
    &[
        "{attacker} attacks army post at {town}, {n} dead",
        "Drone strike near {town} kills {n}",
        "Fighters of {attacker} enter {town}",
        "Convoy hit by mine on the road to {town}",
        "{n} villagers abducted near {town}",
        "What is known of the attack on {town}",
    ],
    &[
        "{attacker} attaque un poste de l’armée à {town}, {n} morts",
        "Frappe de drone près de {town} : {n} tués",
        "Des combattants de {attacker} entrent à {town}",
        "Un convoi saute sur une mine sur la route de {town}",
        "{n} villageois enlevés près de {town}",
        "Ce que l’on sait de l’attaque de {town}",
    ],
    &[
        "{attacker} تهاجم موقعا للجيش في {town} وسقوط {n} قتيلا",
        "مقتل {n} شخصا في غارة بطائرة مسيرة قرب {town}",
        "مقاتلو {attacker} يدخلون مدينة {town}",
        "انفجار لغم في قافلة على طريق {town}",
        "اختطاف {n} من سكان قرية قرب {town}",
    ],
];

pub(crate) const EVENTS: Lines = [
    &[
        "At least {n} soldiers were killed on {day} when fighters of {attacker} attacked the army post at {town}, local officials said.",
        "{attacker} claimed the raid on {town} in a message on its channel and spoke of {n} dead.",
        "A drone of {force} struck a market place near {town} on {day}, killing {n} people, residents said.",
        "A column that was bringing fuel from {town} hit a roadside bomb on {day}; {n} people died and {n} were wounded.",
        "Gunmen on motorbikes abducted {n} villagers some {n} km south of {town} in the night to {day}.",
        "{force} said that its troops had killed {n} terrorists in an operation near {town} on {day}.",
        "Shells fell on the airport of {town} early on {day}, wounding {n} people; nobody has said that it was behind them.",
        "Fighters of {attacker} burnt houses and stole cattle in a village near {town} on {day}.",
        "The road between {town} and {town} has been closed by {attacker} since {day}.",
        "{force} denied that its base in {town} had been taken, and said that the situation was under control.",
        "{n} prisoners were freed when the prison of {town} was stormed on {day}.",
    ],
    &[
        "Au moins {n} soldats ont été tués {day} lorsque des combattants de {attacker} ont attaqué le poste de l’armée à {town}, selon des responsables locaux.",
        "{attacker} a revendiqué l’attaque de {town} dans un message diffusé sur sa chaîne et parle de {n} morts.",
        "Une frappe de drone de {force} a touché un marché près de {town} {day}, faisant {n} morts, selon des habitants.",
        "Une colonne qui apportait du carburant depuis {town} a sauté sur une mine {day} ; {n} personnes sont mortes et {n} ont été blessées.",
        "Des hommes armés à moto ont enlevé {n} villageois à quelque {n} km au sud de {town} dans la nuit de {day}.",
        "{force} affirme que ses troupes ont neutralisé {n} terroristes lors d’une opération près de {town} {day}.",
        "Des obus sont tombés sur l’aéroport de {town} {day} à l’aube, blessant {n} personnes ; personne n’a revendiqué ces tirs.",
        "Des combattants de {attacker} ont incendié des maisons et volé du bétail dans un village près de {town} {day}.",
        "La route entre {town} et {town} est fermée par {attacker} depuis {day}.",
        "{force} a démenti que sa base de {town} ait été prise et assure que la situation est sous contrôle.",
    ],
    &[
        "قتل {n} جنديا على الأقل يوم {day} عندما هاجم مقاتلون من {attacker} موقعا للجيش في {town}، بحسب مسؤولين محليين.",
        "وتبنت {attacker} الهجوم على {town} في بيان على قناتها وتحدثت عن {n} قتيلا.",
        "وأسفرت غارة بطائرة مسيرة شنها {force} على سوق قرب {town} يوم {day} عن مقتل {n} شخصا، بحسب سكان.",
        "وانفجر لغم في قافلة تنقل الوقود من {town} يوم {day}، ما أدى إلى مقتل {n} وإصابة {n} آخرين.",
        "واختطف مسلحون على دراجات نارية {n} من القرويين على بعد {n} كلم جنوب {town} ليلة {day}.",
        "وأعلن {force} مقتل {n} إرهابيا في عملية قرب {town} يوم {day}.",
        "وسقطت قذائف على مطار {town} فجر {day} ما أدى إلى إصابة {n} أشخاص.",
        "وأحرق مقاتلون من {attacker} منازل في قرية قرب {town} يوم {day}.",
    ],
];

pub(crate) const BACKGROUND: Lines = [
    &[
        "Neither count could be checked, and the families of the dead have asked for an inquiry.",
        "The region has been the scene of fighting since 2012, and some {n},000 people have fled their homes.",
        "The governor is to visit {town} next week with a delegation from the capital.",
        "Traders said that prices had doubled and that the shops would stay closed for some days.",
        "In March 2019, more than 150 people were killed in a village of the same district.",
    ],
    &[
        "Aucun de ces bilans n’a pu être vérifié, et les familles des victimes réclament une enquête.",
        "La région est le théâtre de combats depuis 2012, et quelque {n} 000 personnes ont fui leurs maisons.",
        "Le gouverneur doit se rendre à {town} la semaine prochaine avec une délégation venue de la capitale.",
        "Des commerçants disent que les prix ont doublé et que les boutiques resteront fermées quelques jours.",
        "En mars 2019, plus de 150 personnes avaient été tuées dans un village du même cercle.",
    ],
    &[
        "ولم يتسن التحقق من هذه الحصيلة، وطالبت أسر الضحايا بفتح تحقيق.",
        "وتشهد المنطقة معارك منذ عام 2012، وقد نزح نحو {n} ألف شخص من ديارهم.",
        "ومن المقرر أن يزور الوالي {town} الأسبوع المقبل على رأس وفد من العاصمة.",
        "وقال تجار إن الأسعار تضاعفت وإن المتاجر ستظل مغلقة بضعة أيام.",
    ],
];
