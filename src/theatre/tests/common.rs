use std::collections::HashSet;

use super::*;

/// Frequent words of English and French.
const WORDS: &str = "\
    the be to of and a in that have it for not on with he as you do at this but his by from
    they we say her she or an will my one all would there their what so up out if about who
    get which go me when make can like time no just him know take people into year your good
    some could them see other than then now look only come its over think also back after use
    two how our work first well way even new want because any these give day most us is was
    are were been has had did said may more many such through must before between being where
    should each those both under never same another while last might great old off came
    against used right still own went state men long here thing large number less war fire
    force army police base camp town city village market school church border north south east
    west centre center region province district river lake forest mine road bridge airport
    prison president minister general colonel captain soldier attack killed wounded dead bomb
    drone strike raid rebel group front movement party law peace power water food fuel truck
    car bus house home man woman child king queen prince mosque news report source media radio
    press friday monday tuesday wednesday thursday saturday sunday january february march
    april june july august september october november december dire song sang son male mare
    mana port bar ban bam dan don gun sun sea sand land stone hill sale sell tone tune tin ton
    top pan pen pin bin din fin kin win bat cat fat hat mat rat sat bed led red wed bit fit
    hit kit lit pit sit bob job mob rob sob dog fog hog log box fox rice bean corn bread milk
    sugar salt tea coffee le la les un une des du de et en dans que qui ne pas plus par pour
    sur avec sans sous se ce cet cette ces sa ses mon ma mes ta tes notre nos votre vos leur
    leurs il elle ils elles nous vous je tu mais ou donc ni si oui non comme quand tout tous
    toute toutes autre autres même mêmes très bien mal peu trop assez aussi encore déjà jamais
    toujours souvent hier demain ici là bas haut grand petit bon bonne beau belle vieux jeune
    nouveau dernier premier deux trois quatre cinq six sept huit neuf dix cent mille homme
    femme enfant fille garçon père mère frère soeur fils roi reine jour nuit matin soir heure
    année mois semaine temps fois pays ville région cercle commune quartier rue route pont
    gare école église mosquée marché maison porte mur eau feu terre mer lac fleuve forêt
    montagne sable pierre vent soleil lune étoile ciel nord sud est ouest guerre paix armée
    soldat attaque mort blessé bombe arme balle tir coup état gouvernement président ministre
    général chef loi droit justice gendarme juge peuple nation monde europe afrique france
    presse journal télévision agence communiqué lundi mardi mercredi jeudi vendredi samedi
    dimanche janvier février mars avril mai juin juillet août septembre octobre novembre
    décembre faire aller venir voir savoir pouvoir vouloir devoir prendre mettre donner parler
    sari sahel soudan mali san bla kita lola ber manga dano";

/// Given names and surnames of the theatre.
const PEOPLE: &str = "\
    Abdoulaye Adama Ali Alou Amadou Aminata Awa Ba Bah Baba Barry Bello Boubacar Boukary
    Camara Cissé Coulibaly Dembélé Demba Diakité Diallo Diarra Dicko Diop Diouf Fall Fofana
    Guindo Hama Hamidou Hassan Ibrahim Ibrahima Idrissa Issa Issoufou Kané Kaba Keita Keïta
    Konaté Koné Kouyaté Léo Labé Maïga Mahamane Mahamadou Malick Mamadou Mamou Maria Mariam
    Moctar Mohamed Moussa Moustapha N'Diaye Oumar Ousmane Ouattara Sadio Salif Samaké Sangaré
    Sanogo Sékou Seydou Sidi Sidibé Sissoko Souleymane Sow Tall Tandja Togo Touré Tounkara
    Traoré Thiam Yacouba Yaya Youssouf Zida Zongo Compaoré Kaboré Sawadogo Sankara Damiba
    Kafando Bazoum Doumbia Goïta Boni Kossi Réo Toma";

#[test]
fn no_common_word_and_no_name_of_a_person_matches_a_place_freely() {
    let common: HashSet<String> =
        [WORDS, PEOPLE].iter().flat_map(|it| it.split_whitespace()).map(key).collect();
    let towns = Names::embedded("sahel").towns();
    let free = towns.all().iter().filter(|it| it.free);
    let wrong: Vec<_> = free.flat_map(Town::names).filter(|it| common.contains(&key(it))).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn capitals_match_freely() {
    let names = Names::embedded("sahel");
    for region in &names.regions {
        let town = names.towns().by_id(region.capital).unwrap();
        let common = town.name == "Manga";
        assert!(town.free != common, "{}", town.name);
    }
}
