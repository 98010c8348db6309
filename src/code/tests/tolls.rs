//! How many dead and wounded: one sentence, one line for each event, in the order of its telling.

use super::coded;
use crate::model::{Count, Realis, TollKind};

fn number(count: Count) -> String {
    match (count.low, count.high) {
        (Some(low), Some(high)) if low != high => format!("{low}-{high}"),
        (Some(one), _) | (None, Some(one)) => one.to_string(),
        (None, None) => "?".to_owned(),
    }
}

/// Dead and wounded of each event that is told as news, `?` where nothing is counted.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let coding = coded(Some("2024-06-19"), text);
    let found: Vec<String> = coding
        .events
        .iter()
        .filter(|it| it.realis != Realis::Background)
        .map(|it| {
            let (dead, wounded) = (it.total(TollKind::Dead), it.total(TollKind::Wounded));
            match wounded.low {
                Some(_) => format!("{} dead, {} wounded", number(dead), number(wounded)),
                None => format!("{} dead", number(dead)),
            }
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// The subject of "were killed" in a raid on a village.
#[track_caller]
fn check_raid(subjects: &[(&str, &str)], told: &str) {
    for (subject, expected) in subjects {
        check(&format!("{subject} {told}"), &[expected]);
    }
}

#[test]
fn subjects_in_english() {
    check_raid(
        &[
            ("Four civilians were killed and six wounded", "4 dead, 6 wounded"),
            ("Two soldiers, three VDP and a civilian were killed", "6 dead"),
            ("A man, a woman and two children were killed", "4 dead"),
            ("A shepherd and his son were killed", "2 dead"),
            ("A woman and her two children were killed", "3 dead"),
            ("The village chief and two of his sons were killed", "3 dead"),
            ("Four people including a child were killed", "4 dead"),
            ("Twelve people, five of them children, were killed", "12 dead"),
            ("Twelve people, including five soldiers, were killed", "12 dead"),
            ("Three people aged 12 to 40 were killed", "3 dead"),
            ("Between 10 and 12 people were killed", "10-12 dead"),
            ("Dozens of people were killed", "? dead"),
            ("A soldier was killed and two others wounded", "1 dead, 2 wounded"),
            ("Four soldiers and six militants were killed", "10 dead"),
            ("Four attackers and one soldier were killed", "5 dead"),
        ],
        "in an attack on the village of Tessit on Monday.",
    );
}

#[test]
fn subjects_in_french() {
    check_raid(
        &[
            ("Quatre civils ont été tués et six blessés", "4 dead, 6 wounded"),
            ("Deux soldats, trois VDP et un civil ont été tués", "6 dead"),
            ("Un homme, une femme et deux enfants ont été tués", "4 dead"),
            ("Un berger et son fils ont été tués", "2 dead"),
            ("Le chef du village et deux de ses fils ont été tués", "3 dead"),
            ("Quatre personnes dont un enfant ont été tuées", "4 dead"),
            ("Douze personnes, dont cinq soldats, ont été tuées", "12 dead"),
            ("Une douzaine de personnes ont été tuées", "12 dead"),
            ("Plusieurs personnes ont été tuées", "? dead"),
            ("Six militaires sont tombés", "6 dead"),
            ("Un soldat est mort et deux autres ont été blessés", "1 dead, 2 wounded"),
        ],
        "dans une attaque contre le village de Tessit lundi.",
    );
}

#[test]
fn subjects_in_arabic() {
    check_raid(
        &[
            ("قتل أربعة مدنيين وأصيب ستة", "4 dead, 6 wounded"),
            ("قتل جنديان ومدني", "3 dead"),
            ("قُتل راعٍ وابنه", "2 dead"),
            ("مقتل امرأة وطفليها", "3 dead"),
            ("مقتل رجل وزوجته", "2 dead"),
            ("مقتل شخص واحد", "1 dead"),
            ("مقتل شخصين وإصابة ثلاثة", "2 dead, 3 wounded"),
            ("مقتل جنديين اثنين", "2 dead"),
            ("قتل 12 شخصا، هم خمسة جنود وسبعة مدنيين،", "12 dead"),
            ("قتل 12 شخصا من بينهم خمسة جنود", "12 dead"),
            ("لقي أربعة أشخاص مصرعهم", "4 dead"),
            ("مقتل خمسة وعشرين جنديا", "25 dead"),
        ],
        "في هجوم على قرية تيسيت يوم الاثنين.",
    );
}

#[test]
fn what_the_verb_governs() {
    check(
        "A vehicle struck a landmine near Tessit on Monday, killing all four passengers.",
        &["4 dead"],
    );
    check(
        "A vehicle struck a landmine near Tessit on Monday, killing one and injuring two.",
        &["1 dead, 2 wounded"],
    );
    check("Gunmen attacked Tessit on Monday. The attack claimed 12 lives.", &["12 dead"]);
    check("Gunmen kidnapped four people and killed a fifth in Tessit on Monday.", &["1 dead"]);
    check(
        "Des hommes armés ont enlevé quatre personnes et tué une cinquième lundi à Tessit.",
        &["1 dead"],
    );
    check("Des hommes armés ont abattu un enseignant lundi à Tessit.", &["1 dead"]);
    check("هاجم مسلحون تيسيت يوم الاثنين. وقتل في الهجوم أربعة أشخاص.", &["4 dead"]);
}

#[test]
fn a_toll_that_another_replaced_is_left() {
    check("Twelve people were killed on Monday in Tessit, up from nine.", &["12 dead"]);
    check(
        "Monday's attack on Tessit killed 12 people, according to a new toll; an earlier toll was \
         nine dead.",
        &["12 dead"],
    );
    check("Le bilan de l'attaque de lundi contre Tessit est passé de 9 à 12 morts.", &["12 dead"]);
    check("ارتفعت حصيلة هجوم الاثنين على تيسيت من 9 إلى 12 قتيلا.", &["12 dead"]);
}

#[test]
fn others_come_on_top() {
    check(
        "Gunmen attacked Tessit on Monday. Two people were killed on the spot; another died in \
         hospital.",
        &["3 dead"],
    );
    check(
        "Deux personnes sont mortes sur place et une troisième a succombé à ses blessures après \
         l'attaque de lundi contre Tessit.",
        &["3 dead"],
    );
}

#[test]
fn residents_who_speak_are_no_dead() {
    check(
        "Gunmen opened fire on a market in Titabe on Sunday, killing at least 11 people, two \
         residents and a security source said.",
        &["11 dead"],
    );
    check(
        "Soldiers killed at least 19 herders near Sebba on Monday. The men were taken from two \
         camps and shot.",
        &["19 dead"],
    );
}

#[test]
fn nouns_that_no_list_knows_are_persons_behind_a_verb_of_killing() {
    check(
        "Unidentified men killed a ranger and wounded two others in Tessit on Monday.",
        &["1 dead, 2 wounded"],
    );
    check(
        "Des inconnus ont tué un chasseur et blessé deux autres personnes à Tessit lundi.",
        &["1 dead, 2 wounded"],
    );
    check("مقتل ثلاثة رجال وامرأة في هجوم على تيسيت شمالي مالي يوم الاثنين.", &["4 dead"]);
}

#[test]
fn bodies_and_losses() {
    check("Gunmen attacked Tessit on Monday. A hospital source counted 56 bodies.", &["56 dead"]);
    check(
        "Soldiers shot dead nine attackers near Tessit on Monday after their convoy was ambushed, \
         the army said, putting its own losses at 16 killed.",
        &["25 dead"],
    );
    check("L'embuscade de lundi près de Tessit : le maire parmi les 69 victimes.", &["69 dead"]);
    check("قتل الجيش 12 إرهابيا قرب تيسيت يوم الاثنين وفقد جنديين.", &["14 dead"]);
}

#[test]
fn each_place_has_its_own_number() {
    check(
        "Des hommes armés ont tué quatre villageois lundi à Tessit et trois autres mardi à Intillit.",
        &["4 dead", "3 dead"],
    );
    check(
        "Four people were killed in Tessit and three in Intillit on Monday.",
        &["4 dead", "3 dead"],
    );
    check("قتل أربعة أشخاص في تيسيت وثلاثة في إنتيليت يوم الاثنين.", &["4 dead", "3 dead"]);
}

#[test]
fn the_month_of_a_date_is_no_doubt() {
    check("On 12 May, gunmen killed five civilians in Tessit.", &["5 dead"]);
    check("12 May: five civilians were killed by gunmen in Tessit.", &["5 dead"]);
    check("An attack on May 12 killed five civilians in Tessit.", &["5 dead"]);
}

#[test]
fn an_address_is_one_place() {
    check(
        "05/12/2024: Assailants attacked civilians in Tessit, Gao, Mali. At least five civilians were \
         killed and two others were injured in the attack.",
        &["5 dead, 2 wounded"],
    );
}

#[test]
fn those_beside_whom_others_follow_count() {
    check(
        "Assailants attacked a post in Tessit on Monday. In addition to three assailants, five \
         soldiers were killed.",
        &["8 dead"],
    );
}

#[test]
fn bodies_found_are_the_dead_of_the_deed() {
    check(
        "Gunmen attacked Tessit on Sunday night. The next day, soldiers found 12 bodies.",
        &["12 dead"],
    );
    check(
        "Des hommes armés ont attaqué Tessit dimanche soir. Le lendemain, 12 corps ont été découverts.",
        &["12 dead"],
    );
    check("هاجم مسلحون تيسيت مساء الأحد. وفي اليوم التالي عثر على 12 جثة.", &["12 dead"]);
    check("The body of a man abducted on 9 June was found in Tessit on 12 June.", &["1 dead"]);
}

#[test]
fn a_number_of_another_time_is_no_toll_of_this() {
    check(
        "On Sunday, 12 people died in an attack in Tessit, where 40 people were killed in March 2022.",
        &["12 dead"],
    );
    check(
        "Dimanche, 12 personnes sont mortes dans une attaque à Tessit, où 40 personnes avaient été \
         tuées en mars 2022.",
        &["12 dead"],
    );
}

#[test]
fn deeds_that_are_counted_do_not_break_a_list() {
    check(
        "A total of 12 people were killed in two attacks on Sunday, seven in Tessit and five in \
         Intillit.",
        &["7 dead", "5 dead"],
    );
    check("قتل 12 شخصا الأحد في هجومين، سبعة في تيسيت وخمسة في إنتيليت.", &["7 dead", "5 dead"]);
}

#[test]
fn the_few_of_a_list_are_no_more_dead() {
    check(
        "Gunmen killed nine villagers, among them a woman and a child, in Gao on Monday.",
        &["9 dead"],
    );
    check("Neuf villageois, dont une femme et un enfant, ont été tués lundi à Gao.", &["9 dead"]);
}

#[test]
fn who_tells_of_the_dead_is_not_counted() {
    check(
        "Neuf personnes ont été tuées lundi à Gao, ont affirmé deux responsables et un habitant.",
        &["9 dead"],
    );
    check("Nine people were killed in Gao on Monday, said two elders and a resident.", &["9 dead"]);
    check("Côté FDS, on déplore sept morts après l'attaque de Dori lundi.", &["7 dead"]);
}

#[test]
fn the_total_of_an_area_leaves_the_dead_of_the_day() {
    check(
        "Four farmers were killed near Gao on Monday by gunmen, bringing to 40 the number of people \
         killed in the area since January.",
        &["4 dead"],
    );
    check(
        "Quatre paysans ont été tués lundi près de Gao par des hommes armés, ce qui porte à 40 le \
         nombre de personnes tuées dans la zone depuis janvier.",
        &["4 dead"],
    );
}

#[test]
fn a_toll_that_is_raised_stands_for_the_earlier_one() {
    check(
        "Gunmen attacked Gao on Monday, killing 11 people. Two of the wounded died on Tuesday, \
         bringing the toll to 13.",
        &["13 dead"],
    );
    check(
        "Des hommes armés ont attaqué Gao lundi, tuant onze personnes. Deux blessés ont succombé \
         mardi, portant le bilan à 13 morts.",
        &["13 dead"],
    );
    // Two sources that differ are a range.
    check(
        "Gunmen killed 11 people in Gao on Monday, the mayor said. A nurse put the toll at 13.",
        &["11-13 dead"],
    );
}

#[test]
fn soldiers_and_civilians_of_an_arabic_list_are_two() {
    check("قتل مسلحون ثلاثة جنود ومدنيين اثنين يوم الثلاثاء في نيونو.", &["5 dead"]);
}

#[test]
fn neutralised_come_on_top_of_dead_without_a_side() {
    check(
        "L'attaque de Dori lundi a fait sept morts ; douze terroristes ont été neutralisés.",
        &["7-19 dead"],
    );
}

#[test]
fn parts_behind_a_colon_are_no_more_dead() {
    check(
        "Jihadists attacked Gao on Monday, killing ten people: seven soldiers, two policemen and a trader.",
        &["10 dead"],
    );
    check(
        "Des jihadistes ont attaqué Gao lundi, tuant dix personnes : sept soldats et trois civils.",
        &["10 dead"],
    );
    // Parts that leave some out are no sum of their own.
    check(
        "Des jihadistes ont attaqué Gao lundi, tuant dix personnes : sept soldats, dont deux officiers.",
        &["10 dead"],
    );
}

#[test]
fn a_part_of_those_told_before_is_counted() {
    check("L'armée a visé des jihadistes lundi à Gao. Neuf d'entre eux ont été tués.", &["9 dead"]);
    check("The army struck jihadists in Gao on Monday. Nine of them were killed.", &["9 dead"]);
}

#[test]
fn place_and_day_may_stand_before_who_is_killed() {
    check(
        "Des hommes armés ont abattu lundi à Gao un chef de village et ses deux fils.",
        &["3 dead"],
    );
    check("Gunmen killed a village chief and his two sons in Gao on Monday.", &["3 dead"]);
}

#[test]
fn a_number_with_its_own_verb_is_no_part() {
    check(
        "Ten people died in a raid on Gao on Monday, one of them a soldier, and 15 were hurt.",
        &["10 dead, 15 wounded"],
    );
    check(
        "Dix personnes sont mortes lundi dans une attaque à Gao, dont un militaire, et 15 autres ont été blessées.",
        &["10 dead, 15 wounded"],
    );
}

#[test]
fn each_claimant_speaks_for_his_own_clause() {
    check(
        "JNIM and soldiers exchanged fire in Gao on Monday: two soldiers and five militants were killed \
         according to the army; JNIM spoke of ten soldiers dead.",
        &["7-10 dead"],
    );
}

#[test]
fn whom_one_buries_is_dead() {
    check(
        "After Monday's fighting near Gao, the army said it had buried nine soldiers.",
        &["9 dead"],
    );
}
